// Stands in for the modules of `@salesforce/`, which the platform makes.

const made = {
  'resourceUrl/glanceJoin': '/glance-join@0.1.0',
  'schema/Contact.Glance_Visitor_Id__c': { objectApiName: 'Contact', fieldApiName: 'Glance_Visitor_Id__c' },
  'schema/User.Glance_Partner_User_Id__c': { objectApiName: 'User', fieldApiName: 'Glance_Partner_User_Id__c' },
  'user/Id': '005-ada',
};
const scope = '@salesforce/';

export const salesforce = {
  name: 'salesforce',
  resolveId: (id) => (id.startsWith(scope) ? `\0${id}` : undefined),
  load: (id) =>
    id.startsWith(`\0${scope}`) ? `export default ${JSON.stringify(made[id.slice(scope.length + 1)])}` : undefined,
};
