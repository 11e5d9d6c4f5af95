import { spawn } from 'node:child_process';

/**
 * Runs Node with these arguments, its output shown; resolves with 'ok' or with how it ended instead.
 * The program has a process group of its own, so that what it started ends with it.
 */
export function runProgram(args: string[], env: NodeJS.ProcessEnv, minutes: number): Promise<string> {
  return new Promise((resolve) => {
    const grouped = process.platform !== 'win32';
    const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'inherit', 'inherit'], detached: grouped });
    let late = false;

    const send = (signal: NodeJS.Signals) => {
      try {
        if (grouped && child.pid !== undefined) process.kill(-child.pid, signal);
        else child.kill(signal);
      } catch {
        // It has ended meanwhile.
      }
    };
    const interrupted = (signal: NodeJS.Signals) => {
      send(signal);
      process.exit(130);
    };
    const limit = setTimeout(() => {
      late = true;
      send('SIGTERM');
    }, minutes * 60_000);
    const lastResort = setTimeout(
      () => {
        send('SIGKILL');
      },
      minutes * 60_000 + 10_000,
    );

    const finish = (how: string) => {
      clearTimeout(limit);
      clearTimeout(lastResort);
      process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
      resolve(how);
    };
    process.on('SIGINT', interrupted).on('SIGTERM', interrupted);
    child.on('error', (error) => {
      finish(`could not be started: ${error.message}`);
    });
    child.on('exit', (code, signal) => {
      if (late) finish(`was not done in ${minutes} minutes and was ended`);
      else if (code === 0) finish('ok');
      else finish(code === null ? `ended by ${signal ?? 'a signal'}` : `ended with exit code ${code}`);
    });
  });
}
