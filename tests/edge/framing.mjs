// Malformed requests, each in another way, that contain somebody's answers.
import { connect } from 'node:net';

/** @param {string} body @returns {string[]} */
export function brokenFraming(body) {
  const head = (/** @type {string} */ more) => `POST /requests HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nidempotency-key: broken-framing\r\n${more}\r\n\r\n`;
  return [
    head('content-length: 10') + body,
    head('content-length: 0') + body,
    head('content-length: -1') + body,
    head('content-length: 10\r\ncontent-length: 20') + body,
    head('transfer-encoding: chunked') + body,
    head('transfer-encoding: chunked') + `zz\r\n${body}\r\n`,
    head('transfer-encoding: chunked') + `5\r\n${body}\r\n0\r\n\r\n`,
    head('transfer-encoding: chunked\r\ncontent-length: 3') + body,
    head('transfer-encoding: gzip, chunked') + body,
    head('content-encoding: gzip\r\ncontent-length: 400') + body.padEnd(400),
    body,
    `POST /requests?member=Secretname HTTP/1.1\r\nhost: Secretname\r\n\r\n`,
    `POST /Secretname HTTP/9.9\r\n\r\n${body}`,
    `Secretname / HTTP/1.1\r\nhost: x\r\n\r\n`,
    `POST http://Secretname/ HTTP/1.1\r\nhost: x\r\nSecretname\r\n\r\n`,
    `POST /requests HTTP/1.1\r\nhost: x\r\nidempotency-key: Secretname Secretname\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}`,
  ];
}

/**
 * Reads from a raw connection until a pattern is found, the connection ends or nothing more arrives.
 * @param {number} port
 * @param {string} bytes
 * @param {RegExp} awaited
 * @returns {Promise<string>}
 */
export function raw(port, bytes, awaited) {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.setTimeout(20_000, () => socket.destroy());
    socket.on('data', (chunk) => {
      text += chunk;
      if (awaited.test(text)) socket.destroy();
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(text));
  });
}
