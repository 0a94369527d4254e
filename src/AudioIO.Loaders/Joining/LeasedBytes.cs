namespace AudioIO;

/// <summary>
/// The bytes of a file that is open only while somebody reads them, and as long as its handle is among those used last. Disposing closes
/// nothing: the handle belongs to all who read the file.
/// </summary>
internal sealed class LeasedBytes : ByteSource
{
    private readonly FileHandles _handles;
    private readonly int _file;

    public LeasedBytes(FileHandles handles, int file, string path)
    {
        _handles = handles;
        _file = file;
        Path = path;
        Refresh();
    }

    public override string Path { get; }

    protected override int ReadBytes(long position, Span<byte> destination)
    {
        using LeasePool<ByteSource>.Lease lease = _handles.Rent(_file);
        return lease.Value.Read(position, destination);
    }

    internal override long FindWrittenEnd()
    {
        using LeasePool<ByteSource>.Lease lease = _handles.Rent(_file);
        return Math.Min(lease.Value.FindWrittenEnd(), Length);
    }

    public override void Refresh()
    {
        using LeasePool<ByteSource>.Lease lease = _handles.Rent(_file);
        lease.Value.Refresh();
        Length = lease.Value.Length;
    }
}
