namespace AudioIO;

/// <summary>
/// What opening a file needs for a moment, kept for the next one: opening thousands of files shall not allocate a quarter of a megabyte for
/// each.
/// </summary>
/// <param name="Decoder">Decodes a FlacFrame, to see whether it is one.</param>
/// <param name="Buffer">Pinned memory for a window over the file; null before the first one.</param>
internal sealed record FlacWorkspace(FlacFrameDecoder Decoder, byte[]? Buffer)
{
    /// <summary>What files of unusual block sizes made larger is left to the garbage collector.</summary>
    private const int MaxKeptBytes = 1 << 19;

    private static FlacWorkspace? _idle;

    /// <summary>Takes the one that is kept, or a new one.</summary>
    public static FlacWorkspace Rent() => Interlocked.Exchange(ref _idle, null) ?? new FlacWorkspace(new FlacFrameDecoder(), null);

    /// <summary>Keeps it for the next opening. Whoever returns it uses it no longer.</summary>
    public static void Return(FlacWorkspace workspace)
    {
        if (workspace.Decoder.Block.HeldBytes + (workspace.Buffer?.Length ?? 0) <= MaxKeptBytes) Volatile.Write(ref _idle, workspace);
    }
}
