using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using AudioIO.Build;

if (args is not [string assemblyPath, string documentationPath])
{
    Console.Error.WriteLine("Usage: PublicDocumentation assembly.dll documentation.xml");
    return 1;
}
using var assembly = new PEReader(File.OpenRead(assemblyPath));
var visible = new VisibleMembers(assembly.GetMetadataReader());
var document = XDocument.Load(documentationPath, LoadOptions.PreserveWhitespace);
XElement[] hidden = [.. document.Descendants("member").Where(member => !visible.Contains((string)member.Attribute("name")!))];
foreach (XElement member in hidden)
{
    // The line before it goes with it.
    if (member.PreviousNode is XText blank) blank.Remove();
    member.Remove();
}
document.Save(documentationPath, SaveOptions.DisableFormatting);
Console.WriteLine($"{Path.GetFileName(documentationPath)}: {hidden.Length} members that are not public left out");
return 0;
