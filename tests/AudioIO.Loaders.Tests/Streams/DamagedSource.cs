namespace AudioIO.Tests.Streams;

/// <summary>
/// A recording of which frames are lost: reading them throws with their place, or gives zeros and an entry. All others have the value
/// that was given.
/// </summary>
internal sealed class DamagedSource : AudioSource
{
    private readonly double[] _values;
    private readonly FrameRange[] _lost;
    private readonly DamagePolicy _onDamage;

    public DamagedSource(int frames, params FrameRange[] lost)
        : this(ComputedSource.Noise(frames, 1), DamagePolicy.Throw, lost)
    {
    }

    public DamagedSource(double[] values, DamagePolicy onDamage, params FrameRange[] lost)
        : base(new AudioInfo
        {
            Format = AudioInfo.RawFormat,
            Encoding = AudioEncoding.IeeeFloat,
            BitsPerSample = 64,
            Rate = 4000,
            Channels = 1,
            Frames = values.Length,
        })
    {
        _values = values;
        _onDamage = onDamage;
        _lost = lost;
    }

    /// <summary>Number of reads that threw.</summary>
    public int Failures { get; private set; }

    protected override void ReadFrames<T>(long startFrame, Span<T> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            long frame = startFrame + i;
            bool isLost = false;
            foreach (FrameRange range in _lost.Where(range => range.Start <= frame && frame < range.Stop))
            {
                isLost = true;
                if (_onDamage == DamagePolicy.Throw)
                {
                    Failures++;
                    throw new AudioFormatException(AudioFormatErrorKind.ChecksumMismatch, "FlacFrame at byte 0: expected this, found that", 0)
                    {
                        StartFrame = range.Start,
                        FrameCount = range.Count,
                    };
                }
                Report(new Diagnostic(DiagnosticKind.Damaged, "Lost.") { StartFrame = range.Start, FrameCount = range.Count });
            }
            double value = isLost ? 0 : _values[frame];
            destination[i] = typeof(T) == typeof(double) ? (T)(object)value : (T)(object)(float)value;
        }
    }
}
