using System.Runtime.ExceptionServices;

namespace AudioIO;

/// <summary>
/// Reads a long request on several threads: each finds the first FlacFrame of its first piece by itself, goes on with the pieces behind it,
/// which it has not to look for, then takes what others have not come to, and writes straight into the destination. The calling thread takes
/// pieces too, so that the request ends even when no other thread comes.
/// </summary>
/// <typeparam name="T">Type of a sample.</typeparam>
internal sealed unsafe class FlacParallelRead<T> : IThreadPoolWorkItem
    where T : unmanaged
{
    // A request that is done; kept for the next one, so that reading allocates nothing.
    private static FlacParallelRead<T>? _idle;

    // Guards the failure, and is waited on for the last piece.
    private readonly object _gate = new();
    private FlacReaderPool? _readers;
    private T* _destination;
    private int _channels;
    private FlacPieces _pieces;
    private int[] _taken = [];
    private int _threads;
    private int _lastHelper;
    private int _openPieces;
    private int _users;
    private int _failedPiece;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Reads the whole of <paramref name="destination"/>, on one thread where more would not pay.</summary>
    /// <param name="readers">The readers.</param>
    /// <param name="locator">Finds FlacFrames.</param>
    /// <param name="maxThreads">Most threads, the calling one included.</param>
    /// <param name="isSearchCheap">False where looking for the beginnings of pieces would cost more than threads gain.</param>
    /// <param name="startFrame">First frame.</param>
    /// <param name="destination">Where the frames go.</param>
    public static void Read(
        FlacReaderPool readers, FlacFrameLocator locator, int maxThreads, bool isSearchCheap, long startFrame, Span<T> destination)
    {
        FlacStreamFormat format = locator.Format;
        int frames = destination.Length / format.Channels;
        if (maxThreads < 2 || frames < 2 * FlacPieces.LeastKnownBlocks * format.MaxBlockSize)
        {
            ReadPiece(readers, startFrame, destination);
            return;
        }
        int group = FlacGroupReader.KeptFlacFrames(format.Channels);
        var pieces = FlacPieces.Plan(startFrame, frames, format.MaxBlockSize, group, maxThreads, FlacPieces.LeastKnownBlocks);
        bool areNear = BeginNearKnown(pieces, locator);
        if (!areNear && !isSearchCheap)
        {
            ReadPiece(readers, startFrame, destination);
            return;
        }
        if (!areNear)
            pieces = FlacPieces.Plan(startFrame, frames, format.MaxBlockSize, group, maxThreads, FlacPieces.LeastSearchedBlocks);
        if (pieces.Count < 2)
        {
            ReadPiece(readers, startFrame, destination);
            return;
        }
        FlacParallelRead<T> read = Interlocked.Exchange(ref _idle, null) ?? new FlacParallelRead<T>();
        fixed (T* pinned = destination) read.Run(readers, pieces, pinned, format.Channels, maxThreads);
    }

    void IThreadPoolWorkItem.Execute()
    {
        TakePieces(Interlocked.Increment(ref _lastHelper));
        Leave();
    }

    private void Run(FlacReaderPool readers, FlacPieces pieces, T* destination, int channels, int maxThreads)
    {
        _destination = destination;
        (_readers, _channels, _pieces) = (readers, channels, pieces);
        (_openPieces, _failedPiece, _failure) = (pieces.Count, int.MaxValue, null);
        int helpers = Math.Min(maxThreads, pieces.Count) - 1;
        _users = _threads = helpers + 1;
        if (_taken.Length < pieces.Count) _taken = new int[pieces.Count];
        Array.Clear(_taken);
        Volatile.Write(ref _lastHelper, 0);
        for (int i = 0; i < helpers; i++) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        TakePieces(0);
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

    private void TakePieces(int thread)
    {
        int count = _pieces.Count, piece = _pieces.FirstOf(thread, _threads);
        // What is taken stays taken: once around, and there is nothing left.
        for (int seen = 0; seen < count; seen++, piece = (piece + 1) % count)
        {
            if (Interlocked.Exchange(ref _taken[piece], 1) != 0) continue;
            long start = _pieces.StartOf(piece);
            // A piece lies within the destination, which is a span: its length in values fits 31 bits.
            int frames = (int)(_pieces.StartOf(piece + 1) - start);
            try
            {
                ReadPiece(_readers!, start, new Span<T>(_destination + ((start - _pieces.StartFrame) * _channels), frames * _channels));
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

    private static bool BeginNearKnown(FlacPieces pieces, FlacFrameLocator locator)
    {
        for (int i = 1; i < pieces.Count; i++)
            if (!locator.IsNear(pieces.StartOf(i))) return false;
        return true;
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
