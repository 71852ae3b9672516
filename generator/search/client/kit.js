// A script that the engine loads when it needs it, and what it works with.

const kit = self.QikanEngine.kit;
