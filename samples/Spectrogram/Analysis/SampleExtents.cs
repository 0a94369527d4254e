using System.Numerics.Tensors;

namespace AudioIO.Samples.Spectrogram;

/// <summary>The lowest and the highest sample of every column of the picture. Threads may add to different columns at once.</summary>
internal sealed class SampleExtents
{
    private readonly float[] _lowest;
    private readonly float[] _highest;

    public SampleExtents(int columns)
    {
        _lowest = new float[columns];
        _highest = new float[columns];
        Array.Fill(_lowest, float.PositiveInfinity);
        Array.Fill(_highest, float.NegativeInfinity);
    }

    /// <summary>The lowest sample of each column; NaN where one is no number.</summary>
    public ReadOnlySpan<float> Lowest => _lowest;

    /// <summary>The highest sample of each column; NaN where one is no number.</summary>
    public ReadOnlySpan<float> Highest => _highest;

    /// <summary>The largest magnitude there is, 0 for none.</summary>
    public float Peak
    {
        get
        {
            float peak = 0;
            for (int i = 0; i < _lowest.Length; i++)
            {
                float magnitude = Math.Max(-_lowest[i], _highest[i]);
                if (float.IsFinite(magnitude)) peak = Math.Max(peak, magnitude);
            }
            return peak;
        }
    }

    /// <summary>Adds samples, at least one, to a column.</summary>
    public void Add(int column, ReadOnlySpan<float> samples)
    {
        _lowest[column] = Math.Min(_lowest[column], TensorPrimitives.Min(samples));
        _highest[column] = Math.Max(_highest[column], TensorPrimitives.Max(samples));
    }
}
