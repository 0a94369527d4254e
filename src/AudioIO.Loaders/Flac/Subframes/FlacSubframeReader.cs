namespace AudioIO;

/// <summary>
/// Reads one subframe (RFC 9639 §9.2): its predictor, and in place of its samples the warm-up followed by the residual, all folded. A
/// constant or verbatim subframe is one without a predictor whose residual is the samples.
/// </summary>
internal static unsafe class FlacSubframeReader
{
    // RFC 9639 §9.2.5: s(t − 1), then what is left when differences of higher order are taken.
    private static ReadOnlySpan<sbyte> FixedCoefficients => [0, 0, 0, 0, 1, 0, 0, 0, 2, -1, 0, 0, 3, -3, 1, 0, 4, -6, 4, -1];

    private enum Kind
    {
        Constant,
        Verbatim,
        Predicted,
    }

    /// <summary>Reads a whole subframe.</summary>
    /// <param name="reader">Stands at the subframe's header.</param>
    /// <param name="blockSize">Frames in the block.</param>
    /// <param name="bits">Bits per sample of the channel, one more for a side channel: 4 to 32.</param>
    /// <param name="destination">Sample i goes, folded, to <c>destination[i]</c>.</param>
    /// <param name="subframe">Receives the predictor.</param>
    public static FlacFault Read(ref FlacBitReader reader, int blockSize, int bits, int* destination, out FlacSubframe subframe)
    {
        FlacFault fault = Begin(ref reader, blockSize, bits, destination, out subframe, out FlacResidual residual);
        while (fault == FlacFault.None && residual.TryFindRun(ref reader, out fault)) fault = residual.Read(ref reader, residual.Count);
        return fault;
    }

    /// <summary>As <see cref="Read"/>, up to the partitions of the residual.</summary>
    /// <param name="reader">Stands at the subframe's header.</param>
    /// <param name="blockSize">Frames in the block.</param>
    /// <param name="bits">Bits per sample of the channel, one more for a side channel: 4 to 32.</param>
    /// <param name="destination">Sample i goes, folded, to <c>destination[i]</c>.</param>
    /// <param name="subframe">Receives the predictor.</param>
    /// <param name="residual">What is left to be read.</param>
    public static FlacFault Begin(
        ref FlacBitReader reader, int blockSize, int bits, int* destination, out FlacSubframe subframe, out FlacResidual residual)
    {
        residual = default;
        FlacFault fault = ReadHeader(ref reader, blockSize, bits, out subframe, out Kind kind, out bool isFixed);
        if (fault != FlacFault.None) return fault;
        if (kind == Kind.Constant)
        {
            new Span<int>(destination, blockSize).Fill(FlacFolding.Fold((int)reader.ReadSigned(subframe.Bits)));
            return reader.IsOverrun ? FlacFault.OutOfData : FlacFault.None;
        }
        int count = kind == Kind.Verbatim ? blockSize : subframe.Order;
        for (int i = 0; i < count; i++) destination[i] = FlacFolding.Fold((int)reader.ReadSigned(subframe.Bits));
        if (kind == Kind.Verbatim) return reader.IsOverrun ? FlacFault.OutOfData : FlacFault.None;
        fault = ReadPredictor(ref reader, isFixed, ref subframe);
        return fault != FlacFault.None ? fault : FlacResidual.Begin(ref reader, blockSize, subframe.Order, destination, out residual);
    }

    /// <summary>
    /// As <see cref="Read"/>, for the side channel of 32-bit sound, whose samples have 33 bits: they are restored here, in 64 bits.
    /// </summary>
    /// <param name="reader">Stands at the subframe's header.</param>
    /// <param name="blockSize">Frames in the block.</param>
    /// <param name="scratch">Room for the residual, one block.</param>
    /// <param name="destination">Receives the samples, wasted bits included.</param>
    public static FlacFault ReadWide(ref FlacBitReader reader, int blockSize, int* scratch, long* destination)
    {
        FlacFault fault = ReadHeader(ref reader, blockSize, 33, out FlacSubframe subframe, out Kind kind, out bool isFixed);
        if (fault != FlacFault.None) return fault;
        if (kind == Kind.Constant)
        {
            new Span<long>(destination, blockSize).Fill(reader.ReadSigned(subframe.Bits) << subframe.Wasted);
            return reader.IsOverrun ? FlacFault.OutOfData : FlacFault.None;
        }
        int count = kind == Kind.Verbatim ? blockSize : subframe.Order;
        for (int i = 0; i < count; i++) destination[i] = reader.ReadSigned(subframe.Bits);
        if (kind == Kind.Predicted)
        {
            fault = ReadPredictor(ref reader, isFixed, ref subframe);
            FlacResidual residual = default;
            if (fault == FlacFault.None) fault = FlacResidual.Begin(ref reader, blockSize, subframe.Order, scratch, out residual);
            while (fault == FlacFault.None && residual.TryFindRun(ref reader, out fault)) fault = residual.Read(ref reader, residual.Count);
            if (fault != FlacFault.None) return fault;
            FlacFolding.Unfold(scratch + subframe.Order, blockSize - subframe.Order);
            if (!FlacPrediction.RestoreWide(subframe, scratch, destination, blockSize)) return FlacFault.SampleRange;
        }
        for (int i = 0; i < blockSize; i++) destination[i] <<= subframe.Wasted;
        return reader.IsOverrun ? FlacFault.OutOfData : FlacFault.None;
    }

    /// <summary>
    /// RFC 9639 §9.2.1, §9.2.2: a zero, six bits of type, and whether wasted bits follow, their number less one in unary.
    /// </summary>
    private static FlacFault ReadHeader(
        ref FlacBitReader reader, int blockSize, int bits, out FlacSubframe subframe, out Kind kind, out bool isFixed)
    {
        subframe = default;
        uint header = reader.ReadBits(8);
        int type = (int)(header >> 1);
        kind = type switch
        {
            0 => Kind.Constant,
            1 => Kind.Verbatim,
            _ => Kind.Predicted,
        };
        isFixed = type is >= 8 and <= 12;
        // 2–7, 13–31 and everything with the first bit set are reserved.
        if (type > 1 && !isFixed && type is < 32 or > 63) return FlacFault.SubframeType;
        if (kind == Kind.Predicted) subframe.Order = isFixed ? type - 8 : type - 31;
        if (subframe.Order > blockSize) return FlacFault.PredictorOrder;
        if ((header & 1) != 0)
        {
            if (!reader.TryReadUnary((uint)bits, out uint zeros)) return reader.IsOverrun ? FlacFault.OutOfData : FlacFault.WastedBits;
            subframe.Wasted = (int)zeros + 1;
            if (subframe.Wasted >= bits) return FlacFault.WastedBits;
        }
        subframe.Bits = bits - subframe.Wasted;
        return FlacFault.None;
    }

    /// <summary>
    /// RFC 9639 §9.2.6: four bits precision − 1, five bits shift, the coefficients. Fixed predictors have known ones and no shift.
    /// </summary>
    private static FlacFault ReadPredictor(ref FlacBitReader reader, bool isFixed, ref FlacSubframe subframe)
    {
        if (isFixed)
        {
            for (int j = 0; j < subframe.Order; j++) subframe.Coefficients[j] = FixedCoefficients[(4 * subframe.Order) + j];
            return FlacFault.None;
        }
        int precision = (int)reader.ReadBits(4) + 1;
        if (precision == 16) return FlacFault.CoefficientPrecision;
        subframe.Shift = (int)reader.ReadSigned(5);
        if (subframe.Shift < 0) return FlacFault.PredictionShift;
        for (int j = 0; j < subframe.Order; j++) subframe.Coefficients[j] = (int)reader.ReadSigned(precision);
        return reader.IsOverrun ? FlacFault.OutOfData : FlacFault.None;
    }
}
