import { Fragment, type ReactElement } from 'react';

// Plays what a plugin is given by Flex: as much of `@twilio/flex-ui` and `@twilio/flex-plugin` as the plugin uses.

export interface ITask {
  readonly attributes: Readonly<Record<string, unknown>> & { readonly glance_visitor_id?: string };
  setAttributes(attributes: object): Promise<void>;
}

export interface Manager {
  readonly serviceConfiguration: { readonly ui_attributes: Readonly<Record<string, string>> };
  readonly store: {
    getState(): {
      readonly flex: {
        readonly session: { readonly identity: string; readonly ssoTokenPayload: { readonly token: string } };
      };
    };
  };
}

export abstract class FlexPlugin {
  constructor(readonly name: string) {}
  abstract init(flex: unknown, manager: Manager): void;
}

/** A place that plugins add to: each within something of Flex's own. */
class Place {
  readonly Content = {
    fragments: [] as ReactElement<{ children: ReactElement }>[],
    add: (item: ReactElement) => void this.Content.fragments.push(within(item)),
    replace: (item: ReactElement) => void (this.Content.fragments = [within(item)]),
  };
}

const within = (item: ReactElement) => <Fragment key={item.key}>{item}</Fragment>;

export const TaskCanvasHeader = new Place();
export const CRMContainer = new Place();

type Payload = Readonly<Record<string, unknown>>;
const actions = new Map<string, (payload: Payload) => unknown>();
const listeners = new Map<string, (payload: Payload) => unknown>();

export const Actions = {
  registerAction: (name: string, act: (payload: Payload) => unknown) => void actions.set(name, act),
  addListener: (name: string, listener: (payload: Payload) => unknown) => void listeners.set(name, listener),
  invokeAction: async (name: string, payload: Payload) => {
    await actions.get(name)?.(payload);
    await listeners.get(`after${name}`)?.(payload);
  },
};
