namespace AudioIO.Tests;

/// <summary>A signal in memory whose reads are counted, can be held up and can be made to fail, and which grows.</summary>
/// <param name="values">All values, frame after frame.</param>
/// <param name="frameShape">Channels and further dimensions.</param>
/// <param name="framesPerUnit">What it computes at once.</param>
/// <param name="rate">Frames per second.</param>
public sealed class CountingSignal<T>(T[] values, int[] frameShape, int framesPerUnit = 1, double rate = 8000)
    : Signal<T>(rate, values.Length / frameShape.Aggregate(1, (product, length) => product * length), frameShape.AsSpan())
    where T : unmanaged
{
    private readonly Lock _lock = new();
    private readonly List<(long Start, int Count)> _reads = [];
    private T[] _values = values;
    private int _underWay;

    public CountingSignal(T[] values, int channels, int framesPerUnit = 1)
        : this(values, [channels], framesPerUnit)
    {
    }

    public override int FramesPerUnit => framesPerUnit;

    /// <summary>Reads of this frame fail, as those of damage do.</summary>
    public long? BadFrame { get; set; }

    /// <summary>Called before every read, on the thread that reads.</summary>
    public Action<long>? BeforeRead { get; set; }

    /// <summary>Reads that are under way now.</summary>
    public int UnderWay => Volatile.Read(ref _underWay);

    /// <summary>How often it was closed.</summary>
    public int Closed { get; private set; }

    public IReadOnlyList<(long Start, int Count)> Reads
    {
        get
        {
            lock (_lock) return [.. _reads];
        }
    }

    public long FramesRead => Reads.Sum(read => (long)read.Count);

    /// <summary>More values, which the next refresh finds.</summary>
    public void Append(params T[] more)
    {
        lock (_lock) _values = [.. _values, .. more];
    }

    protected override void RefreshFrames() => Extend(_values.Length / ValuesPerFrame);

    protected override void ReadFrames(long start, Span<T> destination)
    {
        Interlocked.Increment(ref _underWay);
        try
        {
            BeforeRead?.Invoke(start);
            if (Closed > 0) Assert.Fail("It was read after it was closed.");
            int count = destination.Length / ValuesPerFrame;
            lock (_lock) _reads.Add((start, count));
            if (BadFrame is { } bad && bad >= start && bad < start + count) throw new DamageException(bad, 1);
            _values.AsSpan((int)start * ValuesPerFrame, destination.Length).CopyTo(destination);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    protected override void Dispose(bool disposing)
    {
        Closed++;
        base.Dispose(disposing);
    }
}
