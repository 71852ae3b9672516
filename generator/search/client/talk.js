// What the messages between page and engine say of an answer.

const PART = 0;
const DONE = 1;
const FAILED = 2;
