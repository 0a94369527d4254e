using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AudioIO;

/// <summary>
/// Brings the restored samples of a group into interleaved frames: wasted bits, stereo, range and scale lane by lane, then every four
/// lanes are transposed to frames in registers.
/// </summary>
/// <typeparam name="TVectors">The vectors.</typeparam>
/// <typeparam name="V">The vector.</typeparam>
/// <typeparam name="T"><c>float</c>, scaled, or <c>int</c>.</typeparam>
internal unsafe ref struct FlacLanesToFrames<TVectors, V, T>
    where TVectors : struct, IFlacVectors<V>
    where V : unmanaged
    where T : unmanaged
{
    private const int MaxCount = 16;

    private readonly FlacLanes _lanes;
    private readonly int _row;
    private readonly int _bits;
    private readonly V _wasted;
    private readonly V _first;
    private readonly V _second;
    private readonly V _sign;
    private readonly V _half;
    private readonly float _scale;
    private readonly bool _hasWasted;
    private readonly bool _isStereo;
    private readonly bool _repeats;

    // Every bit in which a sample differed from its sign.
    private V _seen;

    /// <param name="lanes">Holds the rows.</param>
    /// <param name="row">Row of the first lane.</param>
    /// <param name="bits">Bits per sample, 4 to 24.</param>
    /// <param name="repeats">True when a FlacFrame is alone, and every lane is one of its channels, time by time.</param>
    public FlacLanesToFrames(FlacLanes lanes, int row, int bits, bool repeats = false)
    {
        (_lanes, _row, _bits, _repeats) = (lanes, row, bits, repeats);
        int* codes = stackalloc int[5 * MaxCount];
        int* first = codes + MaxCount, second = first + MaxCount, sign = second + MaxCount, half = sign + MaxCount;
        new Span<int>(codes, 5 * MaxCount).Clear();
        for (int lane = 0; lane < TVectors.Count; lane++)
        {
            codes[lane] = TVectors.LeftCode(0);
            int its = RowOf(lane);
            if (!lanes.TryGetSubframe(its, out FlacSubframe subframe)) continue;
            codes[lane] = TVectors.LeftCode(subframe.Wasted);
            _hasWasted |= subframe.Wasted > 0;
            if (lanes.Channels != 2) continue;
            FlacStereoMode mode = lanes.ModeOf(its / 2);
            _isStereo |= mode != FlacStereoMode.Independent;
            // With a and b the two coded channels, left and right are sums of a, ±b and −⌊b/2⌋ (RFC 9639 §4.2): left/side a, a − b;
            // side/right a + b, b; mid/side a + b − ⌊b/2⌋, a − ⌊b/2⌋; independent a, b.
            bool left = lane % 2 == 0;
            first[lane] = left || mode is FlacStereoMode.LeftSide or FlacStereoMode.MidSide ? -1 : 0;
            second[lane] = (left ? mode is FlacStereoMode.SideRight or FlacStereoMode.MidSide : mode != FlacStereoMode.MidSide) ? -1 : 0;
            sign[lane] = !left && mode == FlacStereoMode.LeftSide ? -1 : 0;
            half[lane] = mode == FlacStereoMode.MidSide ? -1 : 0;
        }
        _wasted = TVectors.Load(codes);
        (_first, _second) = (TVectors.Load(first), TVectors.Load(second));
        (_sign, _half) = (TVectors.Load(sign), TVectors.Load(half));
        _scale = SampleScale.ToSample(bits);
    }

    /// <summary>Bit l is set when a sample in lane l was beyond the range of the sound's bits.</summary>
    public readonly uint OutOfRange()
    {
        int* seen = stackalloc int[MaxCount];
        TVectors.Store(_seen, seen);
        uint mask = 0;
        for (int lane = 0; lane < TVectors.Count; lane++)
            if (seen[lane] >> (_bits - 1) != 0 && _lanes.TryGetSubframe(RowOf(lane), out _)) mask |= 1u << lane;
        return mask;
    }

    /// <summary>Writes a stretch of samples.</summary>
    /// <param name="samples">The samples of the lanes.</param>
    /// <param name="from">The first one's number in the block.</param>
    /// <param name="count">How many.</param>
    /// <param name="destination">Where the first FlacFrame of the rows begins; one FlacFrame follows the other.</param>
    public void Write(int* samples, int from, int count, int* destination)
    {
        int frame = _row / _lanes.RowsPerFrame, values = _lanes.BlockSize * _lanes.Channels;
        // FlacFrames in the vector; a part of one counts as one.
        int frames = Math.Min(_lanes.Frames - frame, Math.Max(TVectors.Count / _lanes.RowsPerFrame, 1));
        if (frames <= 0) return;
        int* to = destination + (frame * (nint)values) + (from * _lanes.Channels);
        int done = _lanes.Channels switch
        {
            1 => WriteMono(samples, count, to, values, frames),
            2 => WriteStereo(samples, count, to, values, frames),
            4 => WriteFour(samples, count, to, values, frames),
            8 => WriteEight(samples, count, to + (_row % 8), values, frames),
            _ => 0,
        };
        WriteRest(samples, done, count, to, values, frames);
    }

    /// <summary>Writes a stretch of samples of a FlacFrame that is alone, whose channels are side by side.</summary>
    /// <param name="samples">The samples, and room for a vector behind them.</param>
    /// <param name="from">The first one's number in the block.</param>
    /// <param name="count">How many of each channel.</param>
    /// <param name="destination">Where the FlacFrame begins.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void WriteDense(int* samples, int from, int count, int* destination)
    {
        FlacLanesToFrames<TVectors, V, T> finish = this;
        int* to = destination + (from * _lanes.Channels);
        int values = count * _lanes.Channels, width = TVectors.Count, i = 0;
        for (; i <= values - width; i += width) TVectors.Store(finish.Finish(samples + i), to + i);
        if (i < values)
        {
            // Zeros are in range.
            TVectors.Store(default, samples + values);
            TVectors.Store(finish.Finish(samples + i), samples + i);
            new ReadOnlySpan<int>(samples + i, values - i).CopyTo(new Span<int>(to + i, values - i));
        }
        _seen = finish._seen;
    }

    private readonly int RowOf(int lane) => _repeats ? lane % _lanes.Channels : _row + lane;

    /// <summary>
    /// Four FlacFrames at a time, though there may be more in the vector: blocks of 2^n frames begin in the same set of the cache, which
    /// has few lines, and each is to be filled before it goes.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int WriteMono(int* samples, int count, int* to, int values, int frames)
    {
        FlacLanesToFrames<TVectors, V, T> finish = this;
        int width = TVectors.Count, whole = count & -4;
        for (int t = 0; t < whole; t++) TVectors.Store(finish.Finish(samples + (t * width)), samples + (t * width));
        _seen = finish._seen;
        for (int frame = 0; frame < frames; frame += 4)
        {
            int* from = samples + frame, target = to + (frame * (nint)values);
            for (int t = 0; t < whole; t += 4, from += 4 * width)
            {
                Vector128<int> a = Vector128.Load(from), b = Vector128.Load(from + width);
                Vector128<int> c = Vector128.Load(from + (2 * width)), d = Vector128.Load(from + (3 * width));
                FlacTransposition<FlacVectors128, Vector128<int>>.Transpose(ref a, ref b, ref c, ref d);
                a.Store(target + t);
                if (frame + 1 < frames) b.Store(target + values + t);
                if (frame + 2 < frames) c.Store(target + (2 * (nint)values) + t);
                if (frame + 3 < frames) d.Store(target + (3 * (nint)values) + t);
            }
        }
        return whole;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int WriteStereo(int* samples, int count, int* to, int values, int frames)
    {
        FlacLanesToFrames<TVectors, V, T> finish = this;
        int t = 0, width = TVectors.Count;
        for (; t <= count - 2; t += 2, samples += 2 * width)
        {
            V a = finish.Finish(samples), b = finish.Finish(samples + width);
            TVectors.StoreFours(TVectors.ZipLowPairs(a, b), to + (2 * t), 2 * (nint)values, (frames + 1) / 2);
            if (frames > 1) TVectors.StoreFours(TVectors.ZipHighPairs(a, b), to + values + (2 * t), 2 * (nint)values, frames / 2);
        }
        _seen = finish._seen;
        return t;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int WriteFour(int* samples, int count, int* to, int values, int frames)
    {
        FlacLanesToFrames<TVectors, V, T> finish = this;
        for (int t = 0; t < count; t++)
            TVectors.StoreFours(finish.Finish(samples + (t * TVectors.Count)), to + (4 * t), values, frames);
        _seen = finish._seen;
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int WriteEight(int* samples, int count, int* to, int values, int frames)
    {
        FlacLanesToFrames<TVectors, V, T> finish = this;
        int width = TVectors.Count;
        int* row = stackalloc int[MaxCount];
        for (int t = 0; t < count; t++)
        {
            V value = finish.Finish(samples + (t * width));
            if (width <= 8)
            {
                TVectors.Store(value, to + (8 * t));
                continue;
            }
            TVectors.Store(value, row);
            for (int frame = 0; frame < frames; frame++)
                FlacVectors256.Store(FlacVectors256.Load(row + (8 * frame)), to + (frame * (nint)values) + (8 * t));
        }
        _seen = finish._seen;
        return count;
    }

    /// <summary>The samples that fill no register, and all samples of three, five, six and seven channels.</summary>
    private void WriteRest(int* samples, int done, int count, int* to, int values, int frames)
    {
        int* row = stackalloc int[MaxCount];
        int channels = _lanes.Channels, width = TVectors.Count, rows = _lanes.RowsPerFrame;
        int firstChannel = _row % rows, lastChannel = Math.Min(channels, firstChannel + width);
        for (int t = done; t < count; t++)
        {
            TVectors.Store(Finish(samples + (t * width)), row);
            for (int frame = 0; frame < frames; frame++)
            {
                int* target = to + (frame * (nint)values) + (t * channels);
                for (int channel = firstChannel; channel < lastChannel; channel++)
                    target[channel] = row[(frame * rows) + channel - firstChannel];
            }
        }
    }

    /// <returns>The values of one time as their bits, whatever their type.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private V Finish(int* from)
    {
        V sample = TVectors.Load(from);
        if (_hasWasted) sample = TVectors.ShiftLeft(sample, _wasted);
        if (_isStereo)
        {
            V a = TVectors.DuplicateEven(sample), b = TVectors.DuplicateOdd(sample);
            V side = TVectors.Subtract(TVectors.Xor(TVectors.And(b, _second), _sign), _sign);
            sample = TVectors.Add(TVectors.And(a, _first), side);
            sample = TVectors.Subtract(sample, TVectors.And(TVectors.ShiftRight(b, 1), _half));
        }
        _seen = TVectors.Or(_seen, TVectors.Xor(sample, TVectors.ShiftRight(sample, 31)));
        return typeof(T) == typeof(float) ? TVectors.Scale(sample, _scale) : sample;
    }
}
