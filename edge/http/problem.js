/** A request that gets no more than a reason, as RFC 9457 puts it. */
export class Problem extends Error {
  /**
   * @param {number} status
   * @param {string} title
   * @param {string} detail
   * @param {{ headers?: Record<string, string>, cause?: string }} [more] cause: for whoever runs the intake
   */
  constructor(status, title, detail, { headers = {}, cause } = {}) {
    super(title);
    this.status = status;
    this.body = { title, status, detail, ...(cause === undefined ? {} : { cause }) };
    this.headers = headers;
  }

  /** @param {string} requestId */
  answer(requestId) {
    return Response.json({ ...this.body, request_id: requestId }, {
      status: this.status,
      headers: { 'content-type': 'application/problem+json', ...this.headers },
    });
  }
}
