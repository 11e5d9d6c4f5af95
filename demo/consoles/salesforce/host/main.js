import { createElement } from 'lwc';
import Desk from 'host/desk';

const { glance, mode } = document.body.dataset;
document.body.append(Object.assign(createElement('host-desk', { is: Desk, mode }), { glance }));
