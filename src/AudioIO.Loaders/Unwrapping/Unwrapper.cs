using System.Numerics;
using System.Numerics.Tensors;

namespace AudioIO;

/// <summary>
/// Undoes the wrapping around of recorders whose input clips, in one run from some frame on. What it makes of a frame does not depend
/// on where the run began, if that was at <see cref="EntryFor"/> or at the start of an earlier segment.
/// <para>
/// The wraps of a frame are how many ranges it must be moved by. They follow from the jumps since an earlier frame, but a recording of
/// hours cannot be read from its beginning for every access, and one jump too many would move all the rest of it. So the recording is
/// cut into segments, and the wraps at the end of a segment are counted from its jumps alone: those of most of its frames are called 0.
/// This is right as long as the excursions beyond ±1 take less than half of each segment, wherever they lie: across the boundary of
/// two segments they are counted right, too. Recorders couple their input through a high-pass filter of some Hz, so that the mean is
/// near 0 and an excursion lasts for less than half a period: below 50 ms at 10 Hz, in a segment of 250 ms.
/// A jump that is no wrap (a click) moves the rest of its segment; the wraps at the end of this segment are wrong only if it lies in
/// the second half, and those at the end of the following one are right again: at most one and a half segments are wrong.
/// The first segment counts from its first frame, which is taken as not moved; so does what follows a restart, within a segment, too: behind
/// damage nobody knows how often the sound has wrapped. Nothing depends on later frames: a recording that grows keeps its values.
/// </para>
/// </summary>
internal sealed class Unwrapper<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Largest number of wraps in one direction that can turn out to be those of most frames.</summary>
    private const int MaxCounted = 8;

    private const int CountsPerChannel = 2 * MaxCounted + 1;

    /// <summary>Values between two looks for jumps.</summary>
    private const int ChunkValues = 2048;

    private readonly int _segmentFrames;
    private readonly T _threshold;
    private readonly UnwrapMode _mode;
    private readonly T[] _previous; // the frame before the next one, as it came
    private readonly int[] _start; // wraps of the first frame of the segment
    private readonly int[] _since; // wraps since the first frame of the segment
    private readonly int[] _counts; // for every channel how many frames of the segment have −MaxCounted … MaxCounted wraps since its first
    private bool _isFirst; // nothing is known of what lies before the next frame

    public Unwrapper(int channels, int segmentFrames, UnwrapOptions options)
    {
        _segmentFrames = segmentFrames;
        _threshold = T.CreateChecked(2 * options.Threshold);
        _mode = options.Mode;
        _previous = new T[channels];
        _start = new int[channels];
        _since = new int[channels];
        _counts = new int[channels * CountsPerChannel];
        Restart(0, 0);
    }

    /// <summary>The frame that must come next.</summary>
    public long Position { get; private set; }

    /// <summary>The frame from which segments are counted.</summary>
    public long Origin { get; private set; }

    /// <summary>Length of a segment: a quarter of a second, but some periods of any sound, and below a million bytes to read.</summary>
    /// <param name="rate">Sampling rate in Hz.</param>
    public static int SegmentFrames(double rate) => (int)Math.Clamp(rate / 4, 1024, 131_072);

    /// <summary>Where a run must begin at the latest to know the wraps of a frame: at the start of the segment before.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="origin">The frame from which segments are counted, at or before it.</param>
    /// <param name="segmentFrames">Length of a segment.</param>
    public static long EntryFor(long frame, long origin, int segmentFrames) =>
        origin + Math.Max(0, (frame - origin) / segmentFrames - 1) * segmentFrames;

    /// <summary>Begins a new run.</summary>
    /// <param name="frame">Its first frame: that of a segment, or the one behind damage.</param>
    /// <param name="origin">The frame from which segments are counted, at or before it.</param>
    public void Restart(long frame, long origin)
    {
        Position = frame;
        Origin = origin;
        _isFirst = true;
    }

    /// <summary>Takes the next frames, and moves them where they belong.</summary>
    /// <param name="frames">Interleaved frames × channels as recorded.</param>
    public void Run(Span<T> frames)
    {
        int channels = _previous.Length;
        while (!frames.IsEmpty)
        {
            long place = (Position - Origin) % _segmentFrames;
            long left = _segmentFrames - place;
            int count = (int)Math.Min(Math.Min(left, Math.Max(1, ChunkValues / channels)), frames.Length / channels);
            Span<T> chunk = frames[..(count * channels)];
            if (place == 0 || _isFirst) BeginSegment(chunk[..channels]);
            Move(chunk);
            Position += count;
            frames = frames[chunk.Length..];
        }
    }

    private void BeginSegment(ReadOnlySpan<T> frame)
    {
        for (int channel = 0; channel < frame.Length; channel++)
        {
            _start[channel] = _isFirst ? 0 : _since[channel] - MostFrequent(channel) + Wraps(frame[channel] - _previous[channel]);
            _previous[channel] = frame[channel];
        }
        _since.AsSpan().Clear();
        _counts.AsSpan().Clear();
        _isFirst = false;
    }

    private int MostFrequent(int channel)
    {
        ReadOnlySpan<int> counts = _counts.AsSpan(channel * CountsPerChannel, CountsPerChannel);
        int most = 0;
        // From 0 outwards, so that of equally frequent ones the nearest to 0 wins.
        for (int wraps = 1; wraps <= MaxCounted; wraps++)
        {
            if (counts[MaxCounted + wraps] > counts[MaxCounted + most]) most = wraps;
            if (counts[MaxCounted - wraps] > counts[MaxCounted + most]) most = -wraps;
        }
        return most;
    }

    private void Move(Span<T> chunk)
    {
        int channels = _previous.Length;
        bool isSmooth = !Jumps.Any(chunk, channels, _threshold);
        for (int channel = 0; channel < channels; channel++)
        {
            T last = chunk[chunk.Length - channels + channel];
            if (isSmooth && Wraps(chunk[channel] - _previous[channel]) == 0) MoveEvenly(chunk, channel);
            else MoveEach(chunk, channel);
            _previous[channel] = last;
        }
        if (_mode == UnwrapMode.Clip) TensorPrimitives.Clamp(chunk, -T.One, T.One, chunk);
        else if (_mode == UnwrapMode.Scale) TensorPrimitives.Multiply(chunk, T.One / (T.One + T.One), chunk);
    }

    private void MoveEvenly(Span<T> chunk, int channel)
    {
        int channels = _previous.Length;
        Count(channel, chunk.Length / channels);
        T offset = Offset(channel);
        if (offset == T.Zero) return;
        for (int i = channel; i < chunk.Length; i += channels) chunk[i] += offset;
    }

    private void MoveEach(Span<T> chunk, int channel)
    {
        T previous = _previous[channel];
        for (int i = channel; i < chunk.Length; i += _previous.Length)
        {
            T value = chunk[i];
            _since[channel] += Wraps(value - previous);
            Count(channel, 1);
            T offset = Offset(channel);
            // Not adding 0 leaves −0 what it is, as where nothing jumps.
            if (offset != T.Zero) chunk[i] = value + offset;
            previous = value;
        }
    }

    private int Wraps(T difference) => difference > _threshold ? -1 : difference < -_threshold ? 1 : 0;

    private void Count(int channel, int frames)
    {
        int wraps = _since[channel];
        if (Math.Abs(wraps) <= MaxCounted) _counts[channel * CountsPerChannel + MaxCounted + wraps] += frames;
    }

    private T Offset(int channel) => T.CreateChecked(2 * (_start[channel] + _since[channel]));
}
