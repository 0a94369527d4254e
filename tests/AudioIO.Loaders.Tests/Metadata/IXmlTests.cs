using System.Text;

namespace AudioIO.Tests.MetadataReading;

public sealed class IXmlTests
{
    private static Metadata Read(string xml) => new DescribedFile().Add("iXML", xml).ReadClean().Metadata;

    [Fact]
    public void Indented_and_compact_documents_give_the_same_tree()
    {
        string compact = string.Concat(Samples.IXmlText.Split('\n').Select(line => line.Trim()));
        Assert.Equal(Read(Samples.IXmlText).ToString(), Read(compact).ToString());
        Metadata metadata = Read(compact);
        Assert.Equal("Nachtigallen & Wölfe", metadata["IXML.PROJECT"]);
        Assert.Equal("48000", metadata["IXML.SPEED.TIMESTAMP_SAMPLE_RATE"]);
        Assert.Equal("2", metadata["TRACK_COUNT"]);
    }

    [Fact]
    public void Repeated_elements_are_numbered()
    {
        Metadata metadata = Read(Samples.IXmlText);
        Assert.Equal("left", metadata["IXML.TRACK_LIST.TRACK1.NAME"]);
        Assert.Equal("right", metadata["TRACK2.NAME"]);
        Assert.Equal(["left", "right"], metadata.GetAll("NAME"));
    }

    [Fact]
    public void Attributes_mixed_text_CDATA_and_an_unknown_root_are_kept()
    {
        Metadata metadata = Read("<ROOT v='2'>text<A unit='dB'><![CDATA[<3>]]></A></ROOT>");
        Assert.Equal("2", metadata["ROOT@v"]);
        Assert.Equal("text", metadata["IXML.ROOT"]);
        Assert.Equal("<3>", metadata["IXML.ROOT.A"]);
        Assert.Equal("dB", metadata["A@unit"]);
    }

    [Fact]
    public void Padding_a_byte_order_mark_and_a_wrong_declaration_do_no_harm()
    {
        Assert.Equal("1", Read("\uFEFF  <?xml version='1.0' encoding='UTF-16'?><BWFXML><A>1</A></BWFXML>\n\0\0\0")["A"]);
        byte[] latin = Encoding.Latin1.GetBytes("<?xml version='1.0' encoding='UTF-8'?><BWFXML><A>Wölfe</A></BWFXML>");
        Assert.Equal("Wölfe", new DescribedFile().Add("iXML", latin).ReadClean().Metadata["A"]);
        byte[] wide = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("<BWFXML><A>Wölfe</A></BWFXML>")];
        Assert.Equal("Wölfe", new DescribedFile().Add("iXML", wide).ReadClean().Metadata["A"]);
    }

    [Theory]
    [InlineData("<BWFXML><A>1</A><B>2")]
    [InlineData("<BWFXML><A>1</A><B></BWFXML>")]
    [InlineData("<BWFXML><A>1</A></BWFXML>garbage")]
    public void What_stands_before_a_fault_is_kept(string xml)
    {
        var file = new DescribedFile().Add("iXML", xml);
        Assert.Equal("1", file.ReadReporting("expected well-formed XML").Metadata["IXML.A"]);
        Assert.Equal(4, file.Diagnostics[0].Position);
    }

    [Fact]
    public void Entities_never_grow_because_none_is_declared()
    {
        var bomb = new StringBuilder("<!DOCTYPE b [<!ENTITY a0 'ha'>");
        for (int i = 1; i < 30; i++) bomb.Append($"<!ENTITY a{i} '&a{i - 1};&a{i - 1};'>");
        bomb.Append("]><BWFXML><A>&a29;</A></BWFXML>");
        var file = new DescribedFile().Add("iXML", bomb.ToString());
        Assert.Equal("&a29;", file.Read().Metadata["A"]);
        Assert.Equal(2, file.Diagnostics.Count);
        new DescribedFile().Add("iXML", "<!DOCTYPE b SYSTEM 'file:///etc/passwd'><BWFXML/>").ReadReporting("expected no DOCTYPE");
    }

    [Fact]
    public void The_entities_of_XML_itself_are_no_entities_to_limit() =>
        Assert.Equal(new string('&', 1000), Read("<BWFXML><A>" + string.Concat(Enumerable.Repeat("&amp;", 1000)) + "</A></BWFXML>")["A"]);

    [Fact]
    public void Deep_nesting_ends_at_the_limit()
    {
        string deep = "<BWFXML><X>kept</X>" + string.Concat(Enumerable.Repeat("<A>", 100_000));
        Assert.Equal("kept", new DescribedFile().Add("iXML", deep).ReadReporting("64 deep, found more").Metadata["X"]);
    }

    [Fact]
    public void Very_many_elements_and_attributes_end_at_the_limit()
    {
        string many = "<BWFXML><X>kept</X>" + string.Concat(Enumerable.Repeat("<A/>", 100_000)) + "</BWFXML>";
        Assert.Equal("kept", new DescribedFile().Add("iXML", many).ReadReporting("at most 65536 elements").Metadata["X"]);
        string attributes = "<BWFXML " + string.Concat(Enumerable.Range(0, 40_000).Select(i => $"a{i}='1' ")) + "/>";
        Assert.Equal("1", Read(attributes)["BWFXML@a39999"]);
    }

    [Fact]
    public void Documents_beyond_the_limit_are_reported_unread()
    {
        string half = "<BWFXML><A>" + new string('x', ChunkLoader.MaxXmlBytes / 2) + "</A></BWFXML>";
        MetadataResult result = new DescribedFile().Add("iXML", half).Add("iXML", half).ReadReporting("it is not read");
        Assert.Single(result.Metadata.GetAll("A"));
    }

    [Fact]
    public void A_huge_attribute_is_a_value_like_any_other() =>
        Assert.Equal(400_000, Read($"<BWFXML><A b='{new string('x', 400_000)}'>1</A></BWFXML>")["A@b"]!.Length);

    [Theory]
    [InlineData("Owls & wolves", "Owls & wolves")]
    [InlineData("Owls &amp; wolves & more; &", "Owls & wolves & more; &")]
    [InlineData("&undefined; &#65;&#x42; &#xG; &# &lt;", "&undefined; AB &#xG; &# <")]
    [InlineData("<![CDATA[a & b]]> & c", "a & b & c")]
    public void A_bare_ampersand_is_read_as_such_and_reported(string coded, string expected)
    {
        var file = new DescribedFile().Add("iXML", $"<BWFXML><A x='1&2'>{coded}</A><B>after</B></BWFXML>");
        Metadata metadata = file.ReadReporting("expected &amp; in text").Metadata;
        Assert.Equal((expected, "1&2", "after"), (metadata["IXML.A"], metadata["A@x"], metadata["B"]));
    }

    [Theory]
    [InlineData("<!DOCTYPE BWFXML SYSTEM \"http://127.0.0.1:1/never-fetched>.dtd\">")]
    [InlineData("<!DOCTYPE BWFXML [ <!ELEMENT A (#PCDATA)> <!ENTITY e \"<x>]>\"> <!-- it's > here ]> --> ]>")]
    [InlineData("<!DOCTYPE BWFXML [ <!ENTITY a \"aaaaaaaaaa\"> <!ENTITY b \"&a;&a;&a;&a;&a;&a;\"> ] >")]
    [InlineData("<!DOCTYPE BWFXML [ <!ENTITY f SYSTEM \"file:///etc/passwd\"> ]>")]
    public void A_document_type_is_ignored_and_what_stands_around_it_is_kept(string documentType)
    {
        var before = new DescribedFile().Add("iXML", $"<?xml version='1.0'?>{documentType}<BWFXML><A>1</A></BWFXML>");
        Assert.Equal("1", before.ReadReporting("expected no DOCTYPE").Metadata["IXML.A"]);
        var within = new DescribedFile().Add("iXML", $"<BWFXML><A>1</A>{documentType}<B>2</B></BWFXML>");
        Metadata metadata = within.ReadReporting("expected no DOCTYPE").Metadata;
        Assert.Equal(("1", "2"), (metadata["IXML.A"], metadata["IXML.B"]));
    }

    [Fact]
    public void Entities_of_a_document_type_stand_for_nothing()
    {
        var file = new DescribedFile().Add("iXML",
            "<!DOCTYPE B [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><BWFXML><A>&f;</A></BWFXML>");
        Assert.Equal("&f;", file.Read().Metadata["IXML.A"]);
        Assert.Equal(2, file.Diagnostics.Count);
    }

    [Theory]
    [InlineData("<!DOCTYPE BWFXML [")]
    [InlineData("<!DOCTYPE \"")]
    [InlineData("<!DOCTYPE a [ <!-- ")]
    public void A_document_type_without_an_end_takes_the_rest(string documentType)
    {
        var file = new DescribedFile().Add("iXML", $"<BWFXML><A>1</A>{documentType}<B>2</B></BWFXML>");
        Assert.Equal("1", file.Read().Metadata["IXML.A"]);
        Assert.Equal(2, file.Diagnostics.Count);
    }
}
