/**
 * Asks again until `check` stops throwing, and returns what it returned.
 * @throws its last error when `deadlineMs` has passed.
 */
export async function eventually<T>(check: () => Promise<T> | T, deadlineMs = 10_000): Promise<T> {
  const deadline = Date.now() + deadlineMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}
