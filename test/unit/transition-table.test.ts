import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type CourseName, type EventName, EVENTS, meet, STATES } from './transition-events.js';
import { TABLE } from './transition-table.js';

const events = Object.keys(EVENTS) as EventName[];
const courses = Object.keys(STATES) as CourseName[];

describe('the table of states and events', () => {
  for (const course of courses) {
    const entries = Object.entries(TABLE[course]).flatMap(([names, outcome]) =>
      names.split(' ').map((name) => [name, outcome] as const),
    );

    it(`says once for every event what it leads to: ${course}`, () => {
      assert.deepEqual(entries.map(([name]) => name).sort(), [...events].sort());
    });

    it(`holds: ${course}`, () => {
      const met = Object.fromEntries(events.map((event) => [event, meet(course, event)]));
      assert.deepEqual(met, Object.fromEntries(entries));
    });
  }

  it('has a row for each of the ten states', () => {
    const shown = new Set(courses.map((course) => STATES[course]().shown.state));
    const all = 'absent connecting error idle in-session inviting joinable present unconfigured waiting';
    assert.deepEqual([...shown].sort(), all.split(' '));
  });

  it('has an arrow into each of the states a course can come to', () => {
    const reached = new Set(
      courses.flatMap((course) =>
        Object.values(TABLE[course])
          .map((outcome) => /^[a-z-]+/.exec(outcome)?.[0])
          .filter((state) => state !== STATES[course]().shown.state),
      ),
    );
    // `unconfigured` is left and entered by new settings, which are a new session.
    const all = 'absent connecting error idle in-session inviting joinable present waiting';
    assert.deepEqual([...reached].sort(), all.split(' '));
  });
});
