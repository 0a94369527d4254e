using System.Runtime.ExceptionServices;

namespace AudioIO;

/// <summary>
/// Reads a long request on several threads: each takes the next piece, finds its first FlacFrame by itself, and writes straight into the
/// destination. The calling thread takes pieces too, so that the request ends even when no other thread comes.
/// </summary>
/// <typeparam name="T">Type of a sample.</typeparam>
internal sealed unsafe class FlacParallelRead<T> : IThreadPoolWorkItem
    where T : unmanaged
{
    /// <summary>Blocks to a piece at least: finding its beginning costs about one block.</summary>
    private const int MinPieceBlocks = 16;

    /// <summary>Pieces to a thread, so that one that is held up leaves its share to the others.</summary>
    private const int PiecesPerThread = 2;

    // A request that is done; kept for the next one, so that reading allocates nothing.
    private static FlacParallelRead<T>? _idle;

    // Guards the failure, and is waited on for the last piece.
    private readonly object _gate = new();
    private FlacReaderPool? _readers;
    private T* _destination;
    private long _startFrame;
    private long _endFrame;
    private int _channels;
    private int _pieceFrames;
    private int _pieces;
    private int _nextPiece;
    private int _openPieces;
    private int _users;
    private int _failedPiece;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Reads the whole of <paramref name="destination"/>, on one thread where more would not pay.</summary>
    public static void Read(FlacReaderPool readers, FlacStreamFormat format, int maxThreads, long startFrame, Span<T> destination)
    {
        int frames = destination.Length / format.Channels;
        // Pieces of whole blocks, and of whole groups of lanes.
        int unit = format.MaxBlockSize * FlacGroupReader.KeptFlacFrames(format.Channels);
        int least = Math.Max(unit, MinPieceBlocks * format.MaxBlockSize);
        if (maxThreads < 2 || frames < 2 * least)
        {
            ReadPiece(readers, startFrame, destination);
            return;
        }
        // As many pieces for every thread: one piece more would keep one thread busy while the others wait.
        int pieces = (int)Math.Min((long)maxThreads * PiecesPerThread, frames / least);
        if (pieces > maxThreads) pieces -= pieces % maxThreads;
        int piece = (((frames - 1) / pieces / unit) + 1) * unit;
        FlacParallelRead<T> read = Interlocked.Exchange(ref _idle, null) ?? new FlacParallelRead<T>();
        fixed (T* pinned = destination) read.Run(readers, startFrame, frames, pinned, format.Channels, piece, maxThreads);
    }

    void IThreadPoolWorkItem.Execute()
    {
        TakePieces();
        Leave();
    }

    private void Run(FlacReaderPool readers, long startFrame, int frames, T* destination, int channels, int piece, int maxThreads)
    {
        _destination = destination;
        (_readers, _channels, _pieceFrames) = (readers, channels, piece);
        (_startFrame, _endFrame) = (startFrame, startFrame + frames);
        _pieces = (frames + piece - 1) / piece;
        (_openPieces, _failedPiece, _failure) = (_pieces, int.MaxValue, null);
        int helpers = Math.Min(maxThreads, _pieces) - 1;
        _users = helpers + 1;
        Volatile.Write(ref _nextPiece, 0);
        for (int i = 0; i < helpers; i++) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        TakePieces();
        ExceptionDispatchInfo? failure = WaitForPieces();
        Leave();
        failure?.Throw();
    }

    /// <summary>
    /// Whoever leaves last makes the object free; a helper that comes too late has found no piece left and touched nothing.
    /// </summary>
    private void Leave()
    {
        if (Interlocked.Decrement(ref _users) > 0) return;
        (_readers, _failure) = (null, null);
        Volatile.Write(ref _idle, this);
    }

    private void TakePieces()
    {
        while (true)
        {
            int piece = Interlocked.Increment(ref _nextPiece) - 1;
            if (piece >= _pieces) return;
            long offset = (long)piece * _pieceFrames;
            // A piece lies within the destination, which is a span: its length in values fits 31 bits.
            int count = (int)Math.Min(_pieceFrames, _endFrame - _startFrame - offset);
            try
            {
                ReadPiece(_readers!, _startFrame + offset, new Span<T>(_destination + (offset * _channels), count * _channels));
            }
            // Whatever a helper meets belongs to the caller, who gets what reading from the beginning would have met first.
#pragma warning disable CA1031
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Fail(piece, exception);
            }
            lock (_gate)
            {
                if (--_openPieces == 0) Monitor.Pulse(_gate);
            }
        }
    }

    private ExceptionDispatchInfo? WaitForPieces()
    {
        lock (_gate)
        {
            while (_openPieces > 0) Monitor.Wait(_gate);
            return _failure;
        }
    }

    private void Fail(int piece, Exception exception)
    {
        lock (_gate)
        {
            if (piece < _failedPiece) (_failedPiece, _failure) = (piece, ExceptionDispatchInfo.Capture(exception));
        }
    }

    private static void ReadPiece(FlacReaderPool readers, long startFrame, Span<T> destination)
    {
        FlacFrameReader reader = readers.Rent(startFrame);
        try
        {
            reader.Read(startFrame, destination);
        }
        finally
        {
            readers.Return(reader);
        }
    }
}
