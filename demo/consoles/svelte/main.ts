import { mount } from 'svelte';
import type {} from 'glance-join/svelte';
import Desk from './Desk.svelte';

mount(Desk, { target: document.getElementById('desk')! });
