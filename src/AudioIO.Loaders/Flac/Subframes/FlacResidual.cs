namespace AudioIO;

/// <summary>The coded residual of a subframe (RFC 9639 §9.2.7).</summary>
internal static unsafe class FlacResidual
{
    /// <summary>Reads the residuals behind the warm-up of <paramref name="order"/> samples.</summary>
    /// <param name="reader">Stands at the coding method.</param>
    /// <param name="blockSize">Frames in the block.</param>
    /// <param name="order">Order of the predictor, at most the block size.</param>
    /// <param name="destination">Sample i of the block goes to <c>destination[i]</c>.</param>
    public static FlacFault Read(ref FlacBitReader reader, int blockSize, int order, int* destination)
    {
        uint method = reader.ReadBits(2);
        if (method > 1) return FlacFault.ResidualMethod;
        int parameterBits = method == 0 ? 4 : 5;
        int escape = (1 << parameterBits) - 1;
        int partitionOrder = (int)reader.ReadBits(4);
        int partitionSize = blockSize >> partitionOrder;
        // RFC 9639 wants more than the warm-up in the first partition; encoders and libFLAC let it be empty.
        if (partitionSize << partitionOrder != blockSize || partitionSize < order) return FlacFault.PartitionOrder;

        int* next = destination + order;
        int count = partitionSize - order;
        for (int partition = 0; partition < 1 << partitionOrder; partition++)
        {
            int parameter = (int)reader.ReadBits(parameterBits);
            if (parameter == escape)
            {
                ReadEscaped(ref reader, (int)reader.ReadBits(5), next, count);
            }
            else
            {
                FlacFault fault = FlacRice.Read(ref reader, parameter, next, count);
                if (fault != FlacFault.None) return fault;
            }
            if (reader.IsOverrun) return FlacFault.OutOfData;
            next += count;
            count = partitionSize;
        }
        return FlacFault.None;
    }

    /// <summary>RFC 9639 §9.2.7.1: numbers of 0 to 31 bits, 0 bits for a partition of zeros.</summary>
    private static void ReadEscaped(ref FlacBitReader reader, int bits, int* destination, int count)
    {
        for (int i = 0; i < count; i++, destination++) *destination = bits == 0 ? 0 : (int)reader.ReadSigned(bits);
    }
}
