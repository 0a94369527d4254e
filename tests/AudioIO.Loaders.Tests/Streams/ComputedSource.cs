using System.Runtime.CompilerServices;

namespace AudioIO.Tests.Streams;

/// <summary>A recording in memory whose reads are counted, can be held up and can be made to fail.</summary>
internal sealed class ComputedSource : AudioSource
{
    private readonly Lock _lock = new();
    private readonly List<(long Start, int Count)> _reads = [];
    private double[] _values;

    public ComputedSource(double[] values, int channels, double rate = 8000, int framesPerUnit = 1)
        : base(
            new AudioInfo
            {
                Format = AudioInfo.RawFormat,
                Encoding = AudioEncoding.IeeeFloat,
                BitsPerSample = 64,
                Rate = rate,
                Channels = channels,
                Frames = values.Length / channels,
            },
            new DiagnosticLog())
    {
        _values = values;
        FramesPerUnit = framesPerUnit;
    }

    public override int FramesPerUnit { get; }

    /// <summary>Reads of this frame fail.</summary>
    public long? BadFrame { get; set; }

    /// <summary>Called before every read, on the thread that reads.</summary>
    public Action<long>? BeforeRead { get; set; }

    public bool IsClosed { get; private set; }

    public IReadOnlyList<(long Start, int Count)> Reads
    {
        get
        {
            lock (_lock) return [.. _reads];
        }
    }

    public long FramesRead => Reads.Sum(read => (long)read.Count);

    /// <summary>Different samples for every frame and channel, within ±1.</summary>
    public static double[] Noise(long frames, int channels, int seed = 1)
    {
        var random = new Random(seed);
        var values = new double[frames * channels];
        for (int i = 0; i < values.Length; i++) values[i] = Math.Round((random.NextDouble() * 2 - 1) * 32767) / 32768;
        return values;
    }

    /// <summary>More frames, which the next refresh finds.</summary>
    public void Append(double[] values)
    {
        lock (_lock) _values = [.. _values, .. values];
    }

    protected override void RefreshFrames() => Info = Info with { Frames = _values.Length / Info.Channels };

    protected override void ReadFrames<T>(long startFrame, Span<T> destination)
    {
        BeforeRead?.Invoke(startFrame);
        if (IsClosed) throw new InvalidOperationException("The source was read after it was closed.");
        int channels = Info.Channels;
        int count = destination.Length / channels;
        lock (_lock) _reads.Add((startFrame, count));
        if (BadFrame is { } bad && bad >= startFrame && bad < startFrame + count)
            throw new AudioFormatException(AudioFormatErrorKind.ChecksumMismatch, $"Frame {bad} at byte 0: expected this, found that", 0)
            {
                StartFrame = bad,
                FrameCount = 1,
            };
        ReadOnlySpan<double> values = _values.AsSpan((int)startFrame * channels, destination.Length);
        for (int i = 0; i < values.Length; i++)
        {
            if (typeof(T) == typeof(double)) destination[i] = Unsafe.BitCast<double, T>(values[i]);
            else destination[i] = Unsafe.BitCast<float, T>((float)values[i]);
        }
    }

    protected override void Dispose(bool disposing)
    {
        IsClosed = true;
        base.Dispose(disposing);
    }
}
