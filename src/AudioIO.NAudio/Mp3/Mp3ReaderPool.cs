namespace AudioIO;

/// <summary>Readers that are not in use. Taking and returning one neither locks nor allocates.</summary>
/// <param name="create">Makes a reader.</param>
internal sealed class Mp3ReaderPool(Func<Mp3Reader> create)
{
    private readonly Mp3Reader?[] _idle = new Mp3Reader?[Math.Max(4, Environment.ProcessorCount * 2)];

    /// <summary>Takes a reader, if possible one that stands where an Mp3Frame is.</summary>
    public Mp3Reader Rent(long frame) => Take(frame, isPlaced: true) ?? Take(frame, isPlaced: false) ?? create();

    /// <summary>Returns a reader; where as many are idle as there is room for, it is left to the garbage collector.</summary>
    public void Return(Mp3Reader reader)
    {
        foreach (ref Mp3Reader? place in _idle.AsSpan())
        {
            if (Interlocked.CompareExchange(ref place, reader, null) is null) return;
        }
    }

    private Mp3Reader? Take(long frame, bool isPlaced)
    {
        foreach (ref Mp3Reader? place in _idle.AsSpan())
        {
            if (Volatile.Read(ref place) is not { } reader || (isPlaced && !reader.Continues(frame))) continue;
            if (Interlocked.Exchange(ref place, null) is { } taken) return taken;
        }
        return null;
    }
}
