namespace AudioIO;

/// <summary>The bytes of a file up to a position; they are closed with it.</summary>
internal sealed class PartOfBytes : ByteSource
{
    private readonly ByteSource _whole;

    /// <param name="whole">The file.</param>
    /// <param name="end">The position behind the last byte that counts.</param>
    public PartOfBytes(ByteSource whole, long end)
    {
        _whole = whole;
        Length = end;
    }

    public override string? Path => _whole.Path;

    protected override int ReadBytes(long position, Span<byte> destination) => _whole.Read(position, destination);

    protected override ValueTask<int> ReadBytesAsync(long position, Memory<byte> destination, CancellationToken cancellationToken) =>
        _whole.ReadAsync(position, destination, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        _whole.Dispose();
        base.Dispose(disposing);
    }
}
