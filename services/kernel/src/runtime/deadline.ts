/**
 * A signal that aborts with one of `signals`, or after `ms` milliseconds with a TimeoutError. `AbortSignal.any` does not hold an
 * `AbortSignal.timeout`, which then never fires once the garbage collector has run (seen in Node 20.20): a timer holds its controller.
 */
export const deadlineSignal = (ms: number, ...signals: readonly AbortSignal[]): AbortSignal => {
  const deadline = new AbortController();
  const end = (): void => deadline.abort(new DOMException(`There was no end within ${ms} ms.`, 'TimeoutError'));
  setTimeout(end, ms).unref();
  return AbortSignal.any([deadline.signal, ...signals]);
};
