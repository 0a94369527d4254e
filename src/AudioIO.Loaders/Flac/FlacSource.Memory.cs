namespace AudioIO;

/// <content>What stays in memory of a file that nobody reads.</content>
public sealed partial class FlacSource
{
    internal override long HeldBytes
    {
        get
        {
            FlacState state = State;
            if (state.Recording.Locator is not { } locator) return base.HeldBytes;
            return base.HeldBytes + locator.HeldBytes + (state.Readers!.IdleCount * ReaderBytes(locator.Format));
        }
    }

    internal override void Slim() => State.Readers?.Clear();

    /// <summary>
    /// At most: a window of what is read at once and a FlacFrame, and per frame of a block the lanes of two groups (2 · 8 · 4 bytes), as much
    /// on the way to another type, the kept blocks (8 · 4) and one block of all channels, with 64 bits for a side channel.
    /// </summary>
    private static long ReaderBytes(FlacStreamFormat format) =>
        (5 << 16) + (2L * format.VerbatimFrameBytes) + (format.MaxBlockSize * (64L + 64 + 32 + 8 + (4 * format.Channels)));
}
