namespace AudioIO.Tests.Derived;

/// <summary>A recording in memory, with breaks, whose reads are counted and can be made to fail, and which grows.</summary>
/// <param name="values">All values, frame after frame.</param>
/// <param name="channels">Number of channels.</param>
/// <param name="rate">Frames per second.</param>
/// <param name="breaks">Frames with which a stretch begins, but for the first one.</param>
internal sealed class Recording<T>(T[] values, int channels = 1, double rate = 8000, params long[] breaks)
    : Signal<T>(rate, values.Length / channels, channels)
    where T : unmanaged
{
    private T[] _values = values;
    private long _framesRead;
    private int _reads;

    public override IReadOnlyList<FrameRange> ContinuousRanges
    {
        get
        {
            long frames = Frames;
            long[] edges = [0, .. breaks.Where(start => start < frames), frames];
            return [.. edges.Zip(edges.Skip(1), (start, stop) => new FrameRange(start, stop))];
        }
    }

    public override IReadOnlyList<FrameRange> DamagedRanges => Damage;

    /// <summary>Frames that are said to be damaged.</summary>
    public IReadOnlyList<FrameRange> Damage { get; set; } = [];

    public long FramesRead => Interlocked.Read(ref _framesRead);

    public bool IsClosed { get; private set; }

    /// <summary>Every so manieth read fails; 0 for none.</summary>
    public int FailEvery { get; set; }

    public void Append(params T[] more) => _values = [.. _values, .. more];

    /// <summary>Puts other values in the place of some, as a file does whose damaged end is written anew.</summary>
    public void Replace(int index, params ReadOnlySpan<T> others)
    {
        others.CopyTo(_values.AsSpan(index));
        Revise();
    }

    protected override void RefreshFrames() => Extend(_values.Length / Channels);

    protected override void ReadFrames(long start, Span<T> destination)
    {
        Assert.False(IsClosed, "It was read after it was closed.");
        int read = Interlocked.Increment(ref _reads);
        _values.AsSpan((int)start * Channels, destination.Length).CopyTo(destination);
        if (FailEvery > 0 && read % FailEvery == 0) throw new IOException("The share is gone.");
        Interlocked.Add(ref _framesRead, destination.Length / Channels);
    }

    protected override void Dispose(bool disposing)
    {
        IsClosed = true;
        base.Dispose(disposing);
    }
}
