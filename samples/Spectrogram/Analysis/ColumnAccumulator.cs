using System.Numerics;
using System.Numerics.Tensors;

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

    /// <summary>Adds a spectrum.</summary>
    /// <param name="target">Where full columns go.</param>
    /// <param name="column">Its column, never less than the one before until <see cref="Close"/>.</param>
    /// <param name="power">Power of every frequency, relative to full scale.</param>
    public void Add(ChannelLevels target, int column, ReadOnlySpan<float> power)
    {
        if (column != _column)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(column, _column);
            Close(target);
            _column = column;
        }
        if (rule == ColumnRule.Mean) AddTo(_sum, power);
        else if (_count == 0) power.CopyTo(_levels);
        else TensorPrimitives.Max(_levels, power, _levels);
        _count++;
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

    private static void AddTo(double[] sum, ReadOnlySpan<float> power)
    {
        int k = 0;
        for (; k <= power.Length - Vector<float>.Count; k += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(power[k..]), out Vector<double> low, out Vector<double> high);
            (new Vector<double>(sum, k) + low).CopyTo(sum, k);
            (new Vector<double>(sum, k + Vector<double>.Count) + high).CopyTo(sum, k + Vector<double>.Count);
        }
        for (; k < power.Length; k++) sum[k] += power[k];
    }
}
