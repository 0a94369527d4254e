using System.Text;

namespace AudioIO;

/// <summary>What the reading of a chunk may use and adds to, while the metadata of a file are read.</summary>
internal sealed class MetadataDraft
{
    public MetadataDraft(MetadataInput input)
    {
        Input = input;
        Tree = new MetadataTree(input.Log, input.Bytes.Path, input.KeepEmpty);
        Markers = new MarkerCollection(Tree);
        Loader = new ChunkLoader(input.Bytes, Tree);
    }

    public MetadataInput Input { get; }

    /// <summary>The chunks of the file, those within blocks of FLAC included.</summary>
    public IReadOnlyList<Chunk> Chunks { get; set; } = [];

    /// <summary>Sections and values, and where faults are reported.</summary>
    public MetadataTree Tree { get; }

    public MarkerCollection Markers { get; }

    public ChunkLoader Loader { get; }

    /// <summary>Byte order of the numbers in the chunks of RIFF.</summary>
    public ByteOrder Order => Input.Order;

    /// <summary>The code page that the file names for its texts; null where it names none.</summary>
    public Encoding? CodePage { get; set; }

    /// <summary>The raw files of a HARP recording; empty elsewhere.</summary>
    public IReadOnlyList<ClockStretch> Stretches { get; set; } = [];

    /// <summary>Number of pictures so far.</summary>
    public int Pictures { get; set; }
}
