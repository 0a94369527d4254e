namespace AudioIO.Fuzz;

/// <summary>Bounds what is allocated, by what is there and what is asked for, never by what a file claims.</summary>
/// <param name="fileLength">Length of the input in bytes.</param>
internal sealed class Allocation(long fileLength)
{
    /// <summary>Beyond what else is counted: a bounded index, the diagnostics, the pools of a program that runs for the first time.</summary>
    private const long MaxBytes = 16L << 20;

    /// <summary>Runs an action, which may allocate 16 MiB + 16 × file + 4 × request + the units that it decodes.</summary>
    /// <param name="what">What it does, for the message.</param>
    /// <param name="bytesAsked">Bytes of the request.</param>
    /// <param name="unitBytes">What the decoders keep; see <see cref="UnitBytes"/>. Asked when it is done, as it may open the recording.</param>
    /// <param name="action">The action.</param>
    public void Bound(string what, long bytesAsked, Func<long> unitBytes, Action action)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        long most = MaxBytes + (16 * fileLength) + (4 * bytesAsked);
        if (allocated > most && allocated > most + unitBytes())
            throw new Finding($"{what} allocates {allocated} bytes for a file of {fileLength}.");
    }

    /// <summary>
    /// What a decoder keeps for what it decodes at once. FLAC, where that is the most: for each frame of a block the lanes of two groups
    /// (2 · 8 · 4 bytes), as much on the way to another type, kept blocks (8 · 4), a side channel (8), and of every channel the block, two FlacFrames as bytes,
    /// and what an array keeps beside its window (4 + 2 · 5 + 8).
    /// </summary>
    /// <param name="source">The recording.</param>
    /// <param name="count">Number of decoders.</param>
    public static long UnitBytes(AudioSource source, int count) =>
        count * source.FramesPerUnit * (64L + 64 + 32 + 8 + (22L * source.Channels));
}
