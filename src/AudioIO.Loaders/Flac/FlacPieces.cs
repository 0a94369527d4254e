namespace AudioIO;

/// <summary>How a long request is shared between threads: in pieces of whole blocks and whole groups of lanes, the last one shorter.</summary>
/// <param name="Count">Number of pieces; 1 where sharing would not pay.</param>
/// <param name="Frames">Frames of each but the last.</param>
internal readonly record struct FlacPieces(int Count, int Frames)
{
    /// <summary>Blocks to a piece at least: finding its beginning costs about one block.</summary>
    private const int MinPieceBlocks = 16;

    /// <summary>Pieces to a thread, so that one that is held up leaves its share to the others.</summary>
    private const int PiecesPerThread = 2;

    /// <param name="frames">Frames asked for, 1 to 2^31 − 1.</param>
    /// <param name="maxBlockSize">Largest block in frames, at most 65535.</param>
    /// <param name="channels">Number of channels, 1 to 8.</param>
    /// <param name="maxThreads">Most threads that may read.</param>
    public static FlacPieces Share(int frames, int maxBlockSize, int channels, int maxThreads)
    {
        // 65535 · 8 and 16 · 65535 are below 2^21, twice that below 2^22.
        int unit = maxBlockSize * FlacPredictionLanes.Count / Math.Min(channels, FlacPredictionLanes.Count);
        int least = Math.Max(unit, MinPieceBlocks * maxBlockSize);
        if (maxThreads < 2 || frames < 2 * least) return new FlacPieces(1, frames);
        // As many pieces for every thread: one piece more would keep one thread busy while the others wait.
        int pieces = (int)Math.Min((long)maxThreads * PiecesPerThread, frames / least);
        if (pieces > maxThreads) pieces -= pieces % maxThreads;
        // Two pieces at least, so each has at most half of the frames and a unit: below 2^30 + 2^21.
        int piece = (((frames - 1) / pieces / unit) + 1) * unit;
        // The sum of frames and piece would be beyond 31 bits.
        return new FlacPieces(((frames - 1) / piece) + 1, piece);
    }
}
