// `<whereby-embed>`, as its README has it. It is a frame: what is in the room is loaded into that.
import '@whereby.com/browser-sdk/embed';
