namespace AudioIO.Tests;

/// <summary>Bytes that count how often and how much is read, that can become fewer, and that know whether they were closed.</summary>
internal sealed class CountingBytes : ByteSource
{
    private readonly byte[] _content;

    public CountingBytes(byte[] content)
    {
        _content = content;
        Present = content.Length;
        Length = content.Length;
    }

    /// <summary>How many of the bytes are still there.</summary>
    public int Present { get; set; }

    public int Reads { get; private set; }

    public long BytesRead { get; private set; }

    public bool IsDisposed { get; private set; }

    protected override int ReadBytes(long position, Span<byte> destination)
    {
        Reads++;
        int count = (int)Math.Clamp(Present - position, 0, destination.Length);
        _content.AsSpan((int)Math.Min(position, _content.Length), count).CopyTo(destination);
        BytesRead += count;
        return count;
    }

    public override void Refresh() => Length = Present;

    public void ResetCounts() => (Reads, BytesRead) = (0, 0);

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
