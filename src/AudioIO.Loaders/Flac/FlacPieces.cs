namespace AudioIO;

/// <summary>
/// How a request is shared between threads: pieces that begin where blocks do, so that no block is decoded twice, and as many for every
/// thread, so that none works while the others wait.
/// </summary>
internal readonly record struct FlacPieces
{
    /// <summary>Blocks to a piece at least whose beginning has to be searched: that costs about one block.</summary>
    public const int LeastSearchedBlocks = 8;

    /// <summary>Blocks to a piece at least whose beginning is known. Two are read in turns.</summary>
    public const int LeastKnownBlocks = 2;

    /// <summary>Pieces to a thread, so that one that is held up leaves its share to the others.</summary>
    private const int PiecesPerThread = 2;

    /// <summary>First frame of the request.</summary>
    public required long StartFrame { get; init; }

    /// <summary>Frames of the request.</summary>
    public required int FrameCount { get; init; }

    /// <summary>Number of pieces; 1 where sharing does not pay.</summary>
    public required int Count { get; init; }

    /// <summary>Frames of every piece but the first and the last, which the request cuts.</summary>
    public required int PieceFrames { get; init; }

    private int BlockSize { get; init; }

    /// <summary>Shares a request.</summary>
    /// <param name="startFrame">First frame.</param>
    /// <param name="frameCount">Number of frames, at least 1.</param>
    /// <param name="blockSize">Frames of a block.</param>
    /// <param name="groupBlocks">Blocks that fill the lanes of vectors.</param>
    /// <param name="threads">Most threads.</param>
    /// <param name="leastBlocks">Blocks to a piece at least.</param>
    public static FlacPieces Plan(long startFrame, int frameCount, int blockSize, int groupBlocks, int threads, int leastBlocks)
    {
        // Blocks of which any part is wanted.
        long blocks = ((startFrame + frameCount - 1) / blockSize) - (startFrame / blockSize) + 1;
        long count = threads < 2 ? 1 : Math.Max(Math.Min((long)threads * PiecesPerThread, blocks / leastBlocks), 1);
        if (count > threads) count -= count % threads;
        long pieceBlocks = (blocks + count - 1) / count;
        // Whole groups, where that leaves the pieces about as many.
        if (count > 1 && pieceBlocks >= 4 * groupBlocks) pieceBlocks = (pieceBlocks + groupBlocks - 1) / groupBlocks * groupBlocks;
        count = (blocks + pieceBlocks - 1) / pieceBlocks;
        return new FlacPieces
        {
            StartFrame = startFrame,
            FrameCount = frameCount,
            BlockSize = blockSize,
            // Twice the threads at most; of several pieces each is shorter than the request, which fits 31 bits.
            Count = (int)count,
            PieceFrames = count == 1 ? frameCount : (int)(pieceBlocks * blockSize),
        };
    }

    /// <summary>Where a thread begins to take pieces: each goes on where it is, and what it finds taken, the others began with.</summary>
    /// <param name="thread">Number of the thread, 0 for the one that asks.</param>
    /// <param name="threads">Number of threads.</param>
    public int FirstOf(int thread, int threads) => (int)((long)thread * Count / threads);

    /// <summary>First frame of a piece; that of piece <see cref="Count"/> is the end of the request.</summary>
    public long StartOf(int piece)
    {
        if (piece == 0) return StartFrame;
        long end = StartFrame + FrameCount;
        return piece == Count ? end : (StartFrame / BlockSize * BlockSize) + ((long)piece * PieceFrames);
    }
}
