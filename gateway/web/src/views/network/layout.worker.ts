import { layOut, type LayoutRequest } from './layout';

// A large network takes a second, in which the page must not stand still.
self.addEventListener('message', ({ data }: MessageEvent<LayoutRequest>) => {
  self.postMessage(layOut(data));
});
