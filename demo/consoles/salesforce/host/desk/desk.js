import { api, LightningElement } from 'lwc';
import { onCreate } from 'lightning/uiRecordApi';

/** Plays the record page of Lightning Experience, with the component on it. */
export default class Desk extends LightningElement {
  @api glance;

  recordId = '003-alice';
  hidden = false;
  open = true;
  lines = [];

  get hideOrShow() {
    return this.hidden ? 'Show' : 'Hide';
  }

  get closeOrOpen() {
    return this.open ? 'Close the case' : 'Open the case';
  }

  connectedCallback() {
    onCreate(({ fields }) => this.note(fields.Subject.replace('Cobrowse session:', 'reported')));
  }

  show({ target }) {
    this.recordId = target.value;
  }

  hide() {
    this.hidden = !this.hidden;
  }

  close() {
    this.open = !this.open;
  }

  heard({ type, detail }) {
    this.note(`${type} ${JSON.stringify(detail)}`);
  }

  note(text) {
    this.lines = [...this.lines, { number: this.lines.length, text }];
  }
}
