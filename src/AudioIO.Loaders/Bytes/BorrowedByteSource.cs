namespace AudioIO;

/// <summary>Bytes that belong to somebody else: disposing of it leaves them open.</summary>
internal sealed class BorrowedByteSource : ByteSource
{
    private readonly ByteSource _lender;

    public BorrowedByteSource(ByteSource lender)
    {
        _lender = lender;
        Length = lender.Length;
    }

    public override string? Path => _lender.Path;

    public override bool IsRemote => _lender.IsRemote;

    public override void Expect(params ReadOnlySpan<(long Position, long Count)> ranges) => _lender.Expect(ranges);

    public override void Refresh()
    {
        _lender.Refresh();
        Length = _lender.Length;
    }

    internal override long FindWrittenEnd() => Math.Min(_lender.FindWrittenEnd(), Length);

    protected override int ReadBytes(long position, Span<byte> destination) => _lender.Read(position, destination);

    protected override ValueTask<int> ReadBytesAsync(long position, Memory<byte> destination, CancellationToken cancellationToken) =>
        _lender.ReadAsync(position, destination, cancellationToken);
}
