using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

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
    /// <param name="powers">Power of every frequency, relative to full scale, of one spectrum after the other.</param>
    public void Add(ChannelLevels target, int column, ReadOnlySpan<float> powers)
    {
        if (column != _column)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(column, _column);
            Close(target);
            _column = column;
        }
        while (!powers.IsEmpty)
        {
            int spectra = rule == ColumnRule.Mean ? AddTo(_sum, powers) : AddTo(_levels, powers[..bins], isFirst: _count == 0);
            _count += spectra;
            powers = powers[(spectra * bins)..];
        }
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

    private static int AddTo(float[] strongest, ReadOnlySpan<float> power, bool isFirst)
    {
        if (isFirst) power.CopyTo(strongest);
        else TensorPrimitives.Max(strongest, power, strongest);
        return 1;
    }

    /// <summary>Adds four spectra, or one, in the order of time whatever their number: the same sums.</summary>
    /// <returns>How many.</returns>
    private static int AddTo(double[] sum, ReadOnlySpan<float> powers)
    {
        int bins = sum.Length, spectra = powers.Length >= 4 * bins ? 4 : 1, k = 0;
        for (; k <= bins - Vector<float>.Count; k += Vector<float>.Count)
        {
            var low = new Vector<double>(sum, k);
            var high = new Vector<double>(sum, k + Vector<double>.Count);
            Add(powers[k..], ref low, ref high);
            if (spectra == 4)
            {
                Add(powers[(bins + k)..], ref low, ref high);
                Add(powers[((2 * bins) + k)..], ref low, ref high);
                Add(powers[((3 * bins) + k)..], ref low, ref high);
            }
            low.CopyTo(sum, k);
            high.CopyTo(sum, k + Vector<double>.Count);
        }
        for (; k < bins; k++)
        {
            for (int i = k; i < spectra * bins; i += bins) sum[k] += powers[i];
        }
        return spectra;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ReadOnlySpan<float> powers, ref Vector<double> low, ref Vector<double> high)
    {
        Vector.Widen(new Vector<float>(powers), out Vector<double> nextLow, out Vector<double> nextHigh);
        low += nextLow;
        high += nextHigh;
    }
}
