import { createApp } from 'vue';
import type {} from 'glance-join/vue';
import Desk from './Desk.vue';

createApp(Desk).mount('#desk');
