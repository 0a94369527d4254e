namespace AudioIO;

/// <summary>Bytes on their way.</summary>
/// <param name="start">First byte.</param>
/// <param name="count">Number of bytes, from 1.</param>
internal sealed class RangeFetch(long start, int count)
{
    // Who waits goes on elsewhere, not on the thread that fetched.
    private readonly TaskCompletionSource<Exception?> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public long Start => start;

    public int Count => count;

    /// <summary>Done when the bytes are here, with null, or when they do not come, with what went wrong.</summary>
    public Task<Exception?> Ended => _end.Task;

    public bool Holds(long position) => position >= start && position - start < count;

    public void End(Exception? fault) => _end.SetResult(fault);
}
