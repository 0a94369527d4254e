using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AudioIO.Samples.Spectrogram;

/// <summary>
/// Gathers spectra, in the order of time, into columns of the picture. Only one column is open at a time: however many spectra there are, the
/// memory is the picture's. Used by one thread at a time.
/// </summary>
/// <param name="bins">Frequencies of a spectrum.</param>
/// <param name="rule">What becomes of several spectra in one column.</param>
internal sealed class ColumnAccumulator(int bins, ColumnRule rule)
{
    // Sums of up to 2^31 powers of 24 bits each, exact enough in the 53 bits of a double.
    private readonly double[] _sum = new double[rule == ColumnRule.Mean ? bins : 0];
    private readonly float[] _levels = new float[bins];
    private int _column = -1;
    private int _count;

    /// <summary>Adds spectra to a column.</summary>
    /// <param name="target">Where full columns go.</param>
    /// <param name="column">Their column, never less than the one before until <see cref="Close"/>.</param>
    /// <param name="powers">Power of every frequency, relative to full scale, of whole spectra, one after the other.</param>
    public void Add(ChannelLevels target, int column, ReadOnlySpan<float> powers)
    {
        if (column != _column)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(column, _column);
            Close(target);
            _column = column;
        }
        if (rule == ColumnRule.Mean) AddTo(_sum, powers);
        else for (int i = 0; i < powers.Length; i += bins) AddTo(_levels, powers.Slice(i, bins), isFirst: _count == 0 && i == 0);
        _count += powers.Length / bins;
    }

    /// <summary>Closes the column that is open; the next one may be any.</summary>
    /// <param name="target">Where it goes.</param>
    public void Close(ChannelLevels target)
    {
        if (_count > 0)
        {
            if (rule == ColumnRule.Mean)
            {
                for (int k = 0; k < _sum.Length; k++) _levels[k] = (float)(_sum[k] / _count);
                Array.Clear(_sum);
            }
            Decibels.FromPower(_levels, _levels, LevelMap.Silence);
            target.Set(_column, _levels);
        }
        _column = -1;
        _count = 0;
    }

    private static void AddTo(float[] strongest, ReadOnlySpan<float> power, bool isFirst)
    {
        if (isFirst) power.CopyTo(strongest);
        else TensorPrimitives.Max(strongest, power, strongest);
    }

    /// <summary>Adds spectra in the order of time.</summary>
    // A loop over many spectra, called few times: it would be done before a counter of calls had it compiled well.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTo(double[] sum, ReadOnlySpan<float> powers)
    {
        int bins = sum.Length, k = 0;
        ref double sums = ref MemoryMarshal.GetArrayDataReference(sum);
        ref float first = ref MemoryMarshal.GetReference(powers);
        // Whole spectra: value k of each lies within the powers. Four sums at once, so that none waits for the one before.
        for (; k <= bins - (2 * Vector<float>.Count); k += 2 * Vector<float>.Count)
        {
            ref double here = ref Unsafe.Add(ref sums, k);
            Vector<double> a = Vector.LoadUnsafe(ref here), b = Vector.LoadUnsafe(ref here, (nuint)Vector<double>.Count);
            Vector<double> c = Vector.LoadUnsafe(ref here, (nuint)(2 * Vector<double>.Count));
            Vector<double> d = Vector.LoadUnsafe(ref here, (nuint)(3 * Vector<double>.Count));
            for (int i = k; i < powers.Length; i += bins)
            {
                Vector<float> low = Vector.LoadUnsafe(ref first, (nuint)i), high = Vector.LoadUnsafe(ref first, (nuint)(i + Vector<float>.Count));
                a += Vector.WidenLower(low);
                b += Vector.WidenUpper(low);
                c += Vector.WidenLower(high);
                d += Vector.WidenUpper(high);
            }
            a.StoreUnsafe(ref here);
            b.StoreUnsafe(ref here, (nuint)Vector<double>.Count);
            c.StoreUnsafe(ref here, (nuint)(2 * Vector<double>.Count));
            d.StoreUnsafe(ref here, (nuint)(3 * Vector<double>.Count));
        }
        for (; k < bins; k++)
        {
            for (int i = k; i < powers.Length; i += bins) sum[k] += powers[i];
        }
    }
}
