import { api, LightningElement, wire } from 'lwc';
import { loadScript } from 'lightning/platformResourceLoader';
import { createRecord, getFieldValue, getRecord } from 'lightning/uiRecordApi';
import GLANCE_JOIN from '@salesforce/resourceUrl/glanceJoin';
import PUID from '@salesforce/schema/User.Glance_Partner_User_Id__c';
import USER from '@salesforce/user/Id';
import VISITOR from '@salesforce/schema/Contact.Glance_Visitor_Id__c';

export default class GlanceJoin extends LightningElement {
  /** Of the record page it is on. */
  @api recordId;

  // Set in Lightning App Builder.
  @api groupid;
  @api authurl;
  @api glancebaseurl;

  @wire(getRecord, { recordId: '$recordId', fields: [VISITOR] }) contact;
  @wire(getRecord, { recordId: USER, fields: [PUID] }) user;

  defined = false;
  disabled = false;
  authheaders = { 'X-Desk': 'first line' };

  /** Asks the customer in the shop's own words. */
  custominvoke = {
    func: 'askNicely',
    args: { question: 'May Ada <look> at "this page" with you, so you & she see the same?' },
  };

  get ready() {
    return this.defined && this.puid;
  }

  get visitorid() {
    return getFieldValue(this.contact.data, VISITOR);
  }

  get puid() {
    return getFieldValue(this.user.data, PUID);
  }

  async connectedCallback() {
    await loadScript(this, `${GLANCE_JOIN}/glance-join.classic.js`);
    this.defined = true;
  }

  /** Before the customer is asked. What it returns is told to their page, too. */
  openCase = async () => ({ caseNumber: 'case-4711' });

  /** Each session becomes an activity of the contact. */
  keepReport = ({ duration, outcome }) =>
    createRecord({
      apiName: 'Task',
      fields: {
        Subject: `Cobrowse session: ${outcome}`,
        WhoId: this.recordId,
        Status: 'Completed',
        CallDurationInSeconds: duration,
      },
    });
}
