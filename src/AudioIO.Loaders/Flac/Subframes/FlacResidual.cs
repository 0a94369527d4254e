namespace AudioIO;

/// <summary>The coded residual of a subframe (RFC 9639 §9.2.7), partition by partition.</summary>
internal unsafe struct FlacResidual
{
    private int _parameterBits;
    private int _partitions;
    private int _partitionSize;
    private int* _end;

    /// <summary>Number of codes in the run that was found last.</summary>
    public int Count { get; private set; }

    /// <summary>Rice parameter of the run, 0 to 30.</summary>
    public int Parameter { get; private set; }

    /// <summary>Where the residuals of the run go, folded.</summary>
    public int* Destination { get; private set; }

    /// <summary>Reads what stands before the partitions.</summary>
    /// <param name="reader">Stands at the coding method.</param>
    /// <param name="blockSize">Frames in the block.</param>
    /// <param name="order">Order of the predictor, at most the block size.</param>
    /// <param name="destination">Sample i of the block goes to <c>destination[i]</c>.</param>
    /// <param name="residual">Stands before its first partition.</param>
    public static FlacFault Begin(ref FlacBitReader reader, int blockSize, int order, int* destination, out FlacResidual residual)
    {
        residual = default;
        uint method = reader.ReadBits(2);
        if (method > 1) return FlacFault.ResidualMethod;
        int partitionOrder = (int)reader.ReadBits(4), partitionSize = blockSize >> partitionOrder;
        // RFC 9639 wants more than the warm-up in the first partition; encoders and libFLAC let it be empty.
        if (partitionSize << partitionOrder != blockSize || partitionSize < order) return FlacFault.PartitionOrder;
        residual._parameterBits = method == 0 ? 4 : 5;
        residual._partitions = 1 << partitionOrder;
        residual._partitionSize = partitionSize;
        residual.Destination = destination + order;
        residual._end = destination;
        return FlacFault.None;
    }

    /// <summary>Finds the next run of Rice codes; reads escaped partitions on the way.</summary>
    /// <param name="reader">Stands behind the run before.</param>
    /// <param name="fault">What is wrong where there is no further run.</param>
    /// <returns>False behind the last partition, and at a fault.</returns>
    public bool TryFindRun(ref FlacBitReader reader, out FlacFault fault)
    {
        while (true)
        {
            fault = reader.IsOverrun ? FlacFault.OutOfData : FlacFault.None;
            if (fault != FlacFault.None || _partitions == 0) return false;
            _partitions--;
            Destination += Count;
            _end += _partitionSize;
            // The warm-up is part of the first partition.
            Count = (int)(_end - Destination);
            Parameter = (int)reader.ReadBits(_parameterBits);
            if (Parameter != (1 << _parameterBits) - 1) return true;
            ReadEscaped(ref reader, (int)reader.ReadBits(5));
        }
    }

    /// <summary>Reads codes of the run, which then begins behind them.</summary>
    public FlacFault Read(ref FlacBitReader reader, int count)
    {
        FlacFault fault = FlacRice.Read(ref reader, Parameter, Destination, count);
        Skip(count);
        return fault;
    }

    /// <summary>Passes over codes of the run that were read.</summary>
    public void Skip(int count)
    {
        Destination += count;
        Count -= count;
    }

    /// <summary>RFC 9639 §9.2.7.1: numbers of 0 to 31 bits, 0 bits for a partition of zeros.</summary>
    private readonly void ReadEscaped(ref FlacBitReader reader, int bits)
    {
        for (int i = 0; i < Count; i++) Destination[i] = bits == 0 ? 0 : FlacFolding.Fold((int)reader.ReadSigned(bits));
    }
}
