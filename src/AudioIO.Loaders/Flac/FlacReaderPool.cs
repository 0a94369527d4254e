namespace AudioIO;

/// <summary>Readers that are not in use. Taking and returning one neither locks nor allocates.</summary>
internal sealed class FlacReaderPool(Func<FlacFrameReader> create)
{
    private readonly FlacFrameReader?[] _idle = new FlacFrameReader?[Math.Max(4, Environment.ProcessorCount * 2)];

    /// <summary>Takes a reader, if possible one that stands where <paramref name="frame"/> is.</summary>
    public FlacFrameReader Rent(long frame)
    {
        for (int i = 0; i < _idle.Length; i++)
        {
            if (Volatile.Read(ref _idle[i])?.Continues(frame) != true) continue;
            FlacFrameReader? match = Interlocked.Exchange(ref _idle[i], null);
            if (match is not null) return match;
        }
        for (int i = 0; i < _idle.Length; i++)
        {
            if (Volatile.Read(ref _idle[i]) is null) continue;
            FlacFrameReader? reader = Interlocked.Exchange(ref _idle[i], null);
            if (reader is not null) return reader;
        }
        return create();
    }

    /// <summary>Number of readers that are not in use.</summary>
    public int IdleCount
    {
        get
        {
            int count = 0;
            foreach (FlacFrameReader? reader in _idle) count += reader is null ? 0 : 1;
            return count;
        }
    }

    /// <summary>Leaves all readers that are not in use to the garbage collector.</summary>
    public void Clear()
    {
        for (int i = 0; i < _idle.Length; i++) Volatile.Write(ref _idle[i], null);
    }

    /// <summary>Returns a reader; when as many are idle as there is room for, it is left to the garbage collector.</summary>
    public void Return(FlacFrameReader reader)
    {
        for (int i = 0; i < _idle.Length; i++)
        {
            if (Interlocked.CompareExchange(ref _idle[i], reader, null) is null) return;
        }
    }
}
