namespace AudioIO.Tests.Flac;

/// <summary>How a subframe is to be coded, legal or not: everything is written as told.</summary>
internal record SubframeCode
{
    private static readonly int[][] FixedPredictors = [[], [1], [2, -1], [3, -3, 1], [4, -6, 4, -1]];

    /// <summary>The six bits of type.</summary>
    public required int Type { get; init; }

    public int[] Predictor { get; init; } = [];

    public int Precision { get; init; } = 15;

    public int Shift { get; init; }

    public int Wasted { get; init; }

    public int Method { get; init; }

    public int PartitionOrder { get; init; }

    /// <summary>Rice parameter of a partition; null for the best one.</summary>
    public Func<int, int>? Parameter { get; init; }

    /// <summary>Bits of a partition that is escaped; −1 where it is not.</summary>
    public Func<int, int> EscapeBits { get; init; } = _ => -1;

    public static SubframeCode Constant => new() { Type = 0 };

    public static SubframeCode Verbatim => new() { Type = 1 };

    public static SubframeCode Fixed(int order) => new() { Type = 8 + order, Predictor = FixedPredictors[order] };

    public static SubframeCode Linear(int shift, params int[] predictor) =>
        new() { Type = 31 + predictor.Length, Predictor = predictor, Shift = shift };

    public void Write(BitWriter writer, ReadOnlySpan<long> samples, int bits)
    {
        writer.Bits(0, 1).Bits(Type, 6).Bits(Wasted > 0 ? 1 : 0, 1);
        if (Wasted > 0) writer.Unary(Wasted - 1);
        bits -= Wasted;
        long[] coded = new long[samples.Length];
        for (int i = 0; i < coded.Length; i++) coded[i] = samples[i] >> Wasted;
        int written = Type switch
        {
            0 => 1,
            1 => coded.Length,
            _ => Predictor.Length,
        };
        for (int i = 0; i < Math.Min(written, coded.Length); i++) writer.Bits(coded[i], bits);
        if (Type < 2) return;
        if (Type >= 32)
        {
            writer.Bits(Precision - 1, 4).Bits(Shift, 5);
            foreach (int coefficient in Predictor) writer.Bits(coefficient, Precision);
        }
        WriteResidual(writer, coded);
    }

    /// <summary>Difference of the samples from their prediction.</summary>
    public virtual long[] Residual(ReadOnlySpan<long> coded)
    {
        long[] residual = new long[coded.Length];
        for (int i = Predictor.Length; i < coded.Length; i++)
        {
            long sum = 0;
            for (int j = 0; j < Predictor.Length; j++) sum += Predictor[j] * coded[i - 1 - j];
            residual[i] = coded[i] - (sum >> Shift);
        }
        return residual;
    }

    private void WriteResidual(BitWriter writer, long[] coded)
    {
        long[] residual = Residual(coded);
        int parameterBits = Method == 0 ? 4 : 5, size = coded.Length >> PartitionOrder;
        writer.Bits(Method, 2).Bits(PartitionOrder, 4);
        for (int partition = 0; partition < 1 << PartitionOrder; partition++)
        {
            int from = partition == 0 ? Math.Min(Predictor.Length, coded.Length) : partition * size;
            ReadOnlySpan<long> part = residual.AsSpan(from, Math.Max(((partition + 1) * size) - from, 0));
            if (EscapeBits(partition) >= 0)
            {
                writer.Bits((1 << parameterBits) - 1, parameterBits).Bits(EscapeBits(partition), 5);
                foreach (long value in part) writer.Bits(value, EscapeBits(partition));
                continue;
            }
            int parameter = Parameter?.Invoke(partition) ?? BestParameter(part, (1 << parameterBits) - 2);
            writer.Bits(parameter, parameterBits);
            foreach (long value in part)
            {
                long folded = value >= 0 ? 2 * value : (-2 * value) - 1;
                writer.Unary(folded >> parameter).Bits(folded & ((1L << parameter) - 1), parameter);
            }
        }
    }

    private static int BestParameter(ReadOnlySpan<long> part, int most)
    {
        double mean = 1;
        foreach (long value in part) mean += 2.0 * Math.Abs(value) / part.Length;
        return Math.Clamp((int)Math.Log2(mean), 0, most);
    }
}
