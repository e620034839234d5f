// A server on this machine that counts the calls which reach it. What does has left the tab.
//
// A connection without a byte is no call: Chromium opens one for a frame before it refuses it.
//
// Does not: rely on what a browser says about its own requests.

import { createServer } from "node:net";

const ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nhere";

/** Listens on a free port of loopback. */
export const listen = async () => {
  let calls = 0;
  const sockets = new Set();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.once("data", () => {
      calls += 1;
      socket.end(ANSWER);
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    /** `127.0.0.1:PORT` */
    host: `127.0.0.1:${server.address().port}`,
    calls: () => calls,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(resolve));
    },
  };
};
