using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AudioIO;

/// <summary>
/// Brings restored lanes into interleaved frames in one pass: wasted bits, stereo, range, scale and transposition. Lanes of one, two,
/// four and eight channels are transposed in registers.
/// </summary>
internal static unsafe class FlacLanesToFrames
{
    private const int Width = FlacPredictionLanes.Count;

    /// <summary>Writes the frames of all FlacFrames in the lanes, one FlacFrame behind the other.</summary>
    /// <typeparam name="T"><c>float</c>, scaled, or <c>int</c>.</typeparam>
    /// <param name="lanes">Restored lanes.</param>
    /// <param name="bits">Bits per sample, 4 to 24.</param>
    /// <param name="destination">Room for <c>BlockSize · Channels · Frames</c> values.</param>
    /// <returns>Bit i is set when a sample of subframe i is beyond the range of <paramref name="bits"/>.</returns>
    public static uint Write<T>(FlacLanes lanes, int bits, T* destination)
        where T : unmanaged
    {
        var finish = new Finish<T>(lanes, bits);
        int frameValues = lanes.BlockSize * lanes.Channels;
        int* from = lanes.Samples;
        int done = lanes.Channels switch
        {
            1 => WriteMono(ref finish, from, lanes.BlockSize, (int*)destination, frameValues, lanes.Frames),
            2 => WriteStereo(ref finish, from, lanes.BlockSize, (int*)destination, frameValues, lanes.Frames),
            4 => WriteFour(ref finish, from, lanes.BlockSize, (int*)destination, frameValues, lanes.Frames),
            8 => WriteEight(ref finish, from, lanes.BlockSize, (int*)destination),
            _ => 0,
        };
        WriteRest(ref finish, from, done, lanes, (int*)destination);
        return finish.OutOfRange(bits);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int WriteMono<T>(ref Finish<T> outer, int* from, int blockSize, int* to, int frameValues, int frames)
        where T : unmanaged
    {
        Finish<T> finish = outer;
        int t = 0;
        for (; t <= blockSize - 8; t += 8, from += 8 * Width)
        {
            Vector256<int> a = finish.Apply(from), b = finish.Apply(from + 8), c = finish.Apply(from + 16), d = finish.Apply(from + 24);
            Vector256<int> e = finish.Apply(from + 32), f = finish.Apply(from + 40), g = finish.Apply(from + 48),
                h = finish.Apply(from + 56);
            // Rows are times, columns FlacFrames: pairs of rows, then pairs of pairs, then halves.
            Vector256<long> ab0 = Avx2.UnpackLow(a, b).AsInt64(), ab2 = Avx2.UnpackHigh(a, b).AsInt64();
            Vector256<long> cd0 = Avx2.UnpackLow(c, d).AsInt64(), cd2 = Avx2.UnpackHigh(c, d).AsInt64();
            Vector256<long> ef0 = Avx2.UnpackLow(e, f).AsInt64(), ef2 = Avx2.UnpackHigh(e, f).AsInt64();
            Vector256<long> gh0 = Avx2.UnpackLow(g, h).AsInt64(), gh2 = Avx2.UnpackHigh(g, h).AsInt64();
            StoreHalves(Avx2.UnpackLow(ab0, cd0), Avx2.UnpackLow(ef0, gh0), to + t, frameValues, 0, frames);
            StoreHalves(Avx2.UnpackHigh(ab0, cd0), Avx2.UnpackHigh(ef0, gh0), to + t, frameValues, 1, frames);
            StoreHalves(Avx2.UnpackLow(ab2, cd2), Avx2.UnpackLow(ef2, gh2), to + t, frameValues, 2, frames);
            StoreHalves(Avx2.UnpackHigh(ab2, cd2), Avx2.UnpackHigh(ef2, gh2), to + t, frameValues, 3, frames);
        }
        outer = finish;
        return t;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int WriteStereo<T>(ref Finish<T> outer, int* from, int blockSize, int* to, int frameValues, int frames)
        where T : unmanaged
    {
        Finish<T> finish = outer;
        int t = 0;
        for (; t <= blockSize - 4; t += 4, from += 4 * Width)
        {
            Vector256<long> a = finish.Apply(from).AsInt64(), b = finish.Apply(from + 8).AsInt64();
            Vector256<long> c = finish.Apply(from + 16).AsInt64(), d = finish.Apply(from + 24).AsInt64();
            StorePairs(Avx2.UnpackLow(a, b), Avx2.UnpackLow(c, d), to + (2 * t), frameValues, 0, frames);
            StorePairs(Avx2.UnpackHigh(a, b), Avx2.UnpackHigh(c, d), to + (2 * t), frameValues, 1, frames);
        }
        outer = finish;
        return t;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int WriteFour<T>(ref Finish<T> outer, int* from, int blockSize, int* to, int frameValues, int frames)
        where T : unmanaged
    {
        Finish<T> finish = outer;
        int t = 0;
        for (; t <= blockSize - 2; t += 2, from += 2 * Width)
        {
            Vector256<long> a = finish.Apply(from).AsInt64(), b = finish.Apply(from + 8).AsInt64();
            Avx2.Permute2x128(a, b, 0x20).AsInt32().Store(to + (4 * t));
            if (frames > 1) Avx2.Permute2x128(a, b, 0x31).AsInt32().Store(to + frameValues + (4 * t));
        }
        outer = finish;
        return t;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int WriteEight<T>(ref Finish<T> outer, int* from, int blockSize, int* to)
        where T : unmanaged
    {
        Finish<T> finish = outer;
        for (int t = 0; t < blockSize; t++) finish.Apply(from + (t * Width)).Store(to + (t * Width));
        outer = finish;
        return blockSize;
    }

    /// <summary>The samples that fill no register, and all samples of three, five, six and seven channels.</summary>
    private static void WriteRest<T>(ref Finish<T> finish, int* from, int done, FlacLanes lanes, int* to)
        where T : unmanaged
    {
        int* row = stackalloc int[Width];
        int channels = lanes.Channels;
        for (int t = done; t < lanes.BlockSize; t++)
        {
            finish.Apply(from + (t * Width)).Store(row);
            for (int frame = 0; frame < lanes.Frames; frame++)
            {
                int* target = to + (((frame * lanes.BlockSize) + t) * channels);
                for (int channel = 0; channel < channels; channel++) target[channel] = row[(frame * channels) + channel];
            }
        }
    }

    /// <summary>Stores FlacFrame <paramref name="frame"/> from the lower halves and FlacFrame + 4 from the upper ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreHalves(Vector256<long> first, Vector256<long> second, int* to, int frameValues, int frame, int frames)
    {
        if (frame < frames) Avx2.Permute2x128(first, second, 0x20).AsInt32().Store(to + (frame * frameValues));
        if (frame + 4 < frames) Avx2.Permute2x128(first, second, 0x31).AsInt32().Store(to + ((frame + 4) * frameValues));
    }

    /// <summary>Stores FlacFrame <paramref name="frame"/> from the lower halves and FlacFrame + 2 from the upper ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StorePairs(Vector256<long> first, Vector256<long> second, int* to, int frameValues, int frame, int frames)
    {
        if (frame < frames) Avx2.Permute2x128(first, second, 0x20).AsInt32().Store(to + (frame * frameValues));
        if (frame + 2 < frames) Avx2.Permute2x128(first, second, 0x31).AsInt32().Store(to + ((frame + 2) * frameValues));
    }

    /// <summary>What is done to the eight samples of one time: constants in registers, and the bits seen so far.</summary>
    private struct Finish<T>
        where T : unmanaged
    {
        private readonly Vector256<uint> _wasted;
        private readonly Vector256<int> _first;
        private readonly Vector256<int> _second;
        private readonly Vector256<int> _sign;
        private readonly Vector256<int> _half;
        private readonly Vector256<float> _scale;
        private readonly bool _stereo;
        private readonly bool _spread;
        private Vector256<int> _seen;

        public Finish(FlacLanes lanes, int bits)
        {
            uint* wasted = stackalloc uint[Width];
            int* masks = stackalloc int[4 * Width];
            new Span<int>(masks, 4 * Width).Clear();
            new Span<uint>(wasted, Width).Clear();
            for (int lane = 0; lane < lanes.Subframes.Length; lane++) wasted[lane] = (uint)lanes.Subframes[lane].Wasted;
            if (lanes.Channels == 2)
            {
                for (int frame = 0; frame < lanes.Frames; frame++) SetMasks(lanes.ModeOf(frame), masks + (2 * frame));
                for (int frame = 0; frame < lanes.Frames; frame++) _stereo |= lanes.ModeOf(frame) != FlacStereoMode.Independent;
            }
            _wasted = Vector256.Load(wasted);
            _first = Vector256.Load(masks);
            _second = Vector256.Load(masks + Width);
            _sign = Vector256.Load(masks + (2 * Width));
            _half = Vector256.Load(masks + (3 * Width));
            _spread = lanes.LaneShift != 0;
            // A power of two: scaling is exact.
            _scale = Vector256.Create(SampleScale.ToSample(bits));
            _seen = Vector256<int>.Zero;
        }

        /// <summary>
        /// With a and b the two coded channels, left and right are sums of a, ±b and −⌊b/2⌋ (RFC 9639 §4.2): left/side a, a − b;
        /// side/right a + b, b; mid/side a + b − ⌊b/2⌋, a − ⌊b/2⌋; independent a, b.
        /// </summary>
        private static void SetMasks(FlacStereoMode mode, int* masks)
        {
            int* first = masks, second = masks + Width, sign = masks + (2 * Width), half = masks + (3 * Width);
            (first[0], first[1]) = (-1, mode is FlacStereoMode.LeftSide or FlacStereoMode.MidSide ? -1 : 0);
            second[0] = mode is FlacStereoMode.SideRight or FlacStereoMode.MidSide ? -1 : 0;
            second[1] = mode == FlacStereoMode.MidSide ? 0 : -1;
            sign[1] = mode == FlacStereoMode.LeftSide ? -1 : 0;
            half[0] = half[1] = mode == FlacStereoMode.MidSide ? -1 : 0;
        }

        /// <returns>The values as their bits, whatever their type.</returns>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<int> Apply(int* from)
        {
            Vector256<int> sample = Vector256.Load(from);
            if (_spread) sample = Avx2.PermuteVar8x32(sample, Vector256.Create(0, 2, 4, 6, 1, 3, 5, 7));
            sample = Avx2.ShiftLeftLogicalVariable(sample, _wasted);
            if (_stereo)
            {
                Vector256<int> a = Avx2.Shuffle(sample, 0b10_10_00_00), b = Avx2.Shuffle(sample, 0b11_11_01_01);
                sample = (a & _first) + (((b & _second) ^ _sign) - _sign) - ((b >> 1) & _half);
            }
            _seen |= sample ^ (sample >> 31);
            return typeof(T) == typeof(float) ? (Vector256.ConvertToSingle(sample) * _scale).AsInt32() : sample;
        }

        /// <summary>Lanes not in use hold remains of other blocks; their bits mean nothing.</summary>
        public readonly uint OutOfRange(int bits) =>
            (~Vector256.Equals(_seen >> (bits - 1), Vector256<int>.Zero)).ExtractMostSignificantBits();
    }
}
