namespace AudioIO;

/// <content>What stays in memory of a file that nobody reads.</content>
public sealed partial class FlacSource
{
    internal override long HeldBytes => base.HeldBytes + (Volatile.Read(ref _locator)?.Index.HeldBytes ?? 0)
        + ((Volatile.Read(ref _readers)?.IdleCount ?? 0) * ReaderBytes);

    /// <summary>
    /// At most: a window of what is read at once and a FlacFrame, and per frame of a block the lanes of two groups (2 · 8 · 4 bytes), as much
    /// on the way to another type, the kept blocks (8 · 4) and one block of all channels, with 64 bits for a side channel.
    /// </summary>
    private long ReaderBytes
    {
        get
        {
            FlacStreamFormat format = _locator!.Format;
            return (5 << 16) + (2L * format.VerbatimFrameBytes) + (format.MaxBlockSize * (64L + 64 + 32 + 8 + (4 * Info.Channels)));
        }
    }

    internal override void Slim() => Volatile.Read(ref _readers)?.Clear();
}
