// Stands in for `lightning/uiRecordApi`: two contacts, a user, and what is created is told.

const values = {
  '003-alice': 'alice',
  '003-bob': 'bob',
  '005-ada': 'agent-42',
};

export class getRecord {
  constructor(give) {
    this.give = give;
    give({ data: undefined, error: undefined });
  }

  connect() {}

  disconnect() {}

  update({ recordId, fields: [field] }) {
    // As in Salesforce, it comes later.
    Promise.resolve().then(() => this.give({ data: { [field.fieldApiName]: values[recordId] }, error: undefined }));
  }
}

export const getFieldValue = (record, { fieldApiName }) => record?.[fieldApiName];

let told = () => {};

export const onCreate = (tell) => (told = tell);

export const createRecord = async (record) => told(record);
