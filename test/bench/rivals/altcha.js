// `<altcha-widget>`, as its README has it; styles and workers are in the script.
import 'altcha';
