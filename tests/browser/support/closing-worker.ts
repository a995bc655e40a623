// The engine's worker, with one addition: it closes itself when it is told to. The page gets no event of that.
import '../../../src/engine/main';

new BroadcastChannel('close the engine').onmessage = () => self.close();
