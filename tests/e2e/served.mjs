// The page served over http from this machine, as a host would.
//
// Does not: serve anything else.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";

/** Serves the page on a free port of loopback until `use` is done with its address. */
export const served = async (use) => {
  const page = await readFile(process.env.SQUALL_PAGE);
  const server = createServer((request, response) => {
    const found = request.url.split("?")[0] === "/squall.html";
    response.writeHead(found ? 200 : 404, { "Content-Type": "text/html; charset=utf-8" });
    response.end(found ? page : "only one page here");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${server.address().port}`;
  try {
    await use(`http://${host}/squall.html`, host);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
};
