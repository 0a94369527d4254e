using System.Diagnostics.CodeAnalysis;

namespace AudioIO;

public abstract partial class BufferedArray<T>
{
    private int _inUse;

    /// <summary>
    /// Takes the mark of whatever may move the window or load, so that a second thread, or a <see cref="LoadBuffer"/> that uses its own array,
    /// is told instead of being given wrong samples. What the window holds is read without it.
    /// </summary>
    /// <exception cref="InvalidOperationException">The mark is taken.</exception>
    private void BeginUse()
    {
        if (Interlocked.Exchange(ref _inUse, 1) != 0) ThrowForUse();
    }

    private void EndUse()
    {
        // Disposed by another thread, which left the memory to the one that was using it.
        if (_closed.IsCancellationRequested) ForgetFrames();
        Volatile.Write(ref _inUse, 0);
    }

    private void ThrowIfInUse()
    {
        if (_inUse != 0) ThrowForUse();
    }

    [DoesNotReturn]
    private void ThrowForUse() =>
        throw new InvalidOperationException(
            $"This {Signal<T>.ShortName(GetType())} is in use by another thread, or by its own LoadBuffer. An array is for one thread at a time: " +
            "give each thread an array of its own over the same signal (array.Signal.Buffered()).");
}
